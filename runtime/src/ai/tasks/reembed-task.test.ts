import { expect, test } from "vitest";
import { createReembedHandler, createReembedTask } from "./index.ts";

test("the handler embeds with the signal of its attempt, and reports how far it has come", async () => {
  const reported: unknown[] = [];
  const { signal } = new AbortController();
  const handler = createReembedHandler(createReembedTask(), {
    service: {
      async reembed({ signal: given, onProgress }) {
        expect(given).toBe(signal);
        await onProgress?.({ done: 2, total: 3 });
        return 3;
      },
    },
  });
  const context = { signal, progress: async (value: unknown) => void reported.push(value) };
  const result = await handler.run({}, context as Parameters<typeof handler.run>[1]);
  expect(result).toEqual({ embedded: 3 });
  expect(reported).toEqual([{ done: 2, total: 3 }]);
});

test("nothing but an empty payload is accepted, and an attempt that fails is made again", () => {
  const { payload, attempts, name } = createReembedTask();
  expect(payload.safeParse({}).success).toBe(true);
  expect(payload.safeParse("all").success).toBe(false);
  expect([name, attempts]).toEqual(["reembed-documents", 5]);
});
