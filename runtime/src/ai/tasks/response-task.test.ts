import { expect, test } from "vitest";
import { createResponseHandler, createResponseTask } from "./index.ts";

const payload = {
  response: "r",
  caller: { kind: "visitor", id: "v", network: "n" },
  conversation: "c",
  text: "Hello",
  model: "openai:fake",
} as const;

test("the payload is read as it was enqueued, and nothing else is", () => {
  const task = createResponseTask();
  expect(task.payload.parse(payload)).toEqual(payload);
  expect(task.payload.safeParse({ ...payload, caller: { kind: "admin", id: "v" } }).success).toBe(false);
  expect(task.payload.safeParse({ ...payload, text: undefined }).success).toBe(false);
});

test("the longest message fits, and the timeout can be chosen", () => {
  const { payloadLimit, timeout } = createResponseTask({ timeout: "10m" });
  const longest = JSON.stringify({ ...payload, text: "\u0001".repeat(32_000) });
  expect(longest.length).toBeLessThan(payloadLimit);
  expect(timeout).toBe(600_000);
});

test("the handler passes on the payload and the signal of its attempt", async () => {
  const calls: unknown[] = [];
  const handler = createResponseHandler(createResponseTask(), {
    service: { respondInBackground: async (...call) => void calls.push(call) },
  });
  const { signal } = new AbortController();
  const context = { taskId: "t", attempt: 1, signal };
  await handler.run(payload, context as Parameters<typeof handler.run>[1]);
  expect(calls).toEqual([[payload, signal]]);
});
