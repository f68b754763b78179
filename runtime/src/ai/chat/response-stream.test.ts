import { getEventListeners } from "node:events";
import type { TextStreamPart, ToolSet, UIMessageChunk } from "ai";
import { expect, test } from "vitest";
import { createResponseStream } from "./response-stream.ts";

type Part = TextStreamPart<ToolSet>;

const textPart = (text: string): Part => ({ type: "text-delta", id: "a", text });

/** A response of parts that come when the test says so. */
function startResponse() {
  const events: string[] = [];
  const over = new AbortController();
  const waiting: PromiseWithResolvers<Part | undefined>[] = [];
  const { chunks, ended } = createResponseStream({
    parts: {
      read() {
        const part = Promise.withResolvers<Part | undefined>();
        waiting.push(part);
        return part.promise;
      },
    },
    toChunk(part): UIMessageChunk | undefined {
      if (part.type === "error") return { type: "error", errorText: "It broke off." };
      if (part.type !== "text-delta" || part.text === "") return undefined;
      events.push(part.text);
      return { type: "text-delta", id: part.id, delta: part.text };
    },
    onEnd: async () => void events.push("end"),
    leave() {
      events.push("leave");
      over.abort();
    },
    over: over.signal,
  });
  /** Resolves when a part is waited for. */
  const nextRequest = async () => {
    for (;;) {
      const part = waiting.shift();
      if (part !== undefined) return part;
      await Promise.resolve();
    }
  };
  return { reader: chunks.getReader(), ended, events, nextRequest, over };
}

test("each part reaches the reader once, without those that are nothing to it", async () => {
  const { reader, ended, events, nextRequest } = startResponse();
  const first = reader.read();
  (await nextRequest()).resolve(textPart(""));
  (await nextRequest()).resolve(textPart("one"));
  expect(await first).toEqual({ done: false, value: { type: "text-delta", id: "a", delta: "one" } });
  const last = reader.read();
  (await nextRequest()).resolve(undefined);
  expect(await last).toEqual({ done: true, value: undefined });
  await ended;
  expect(events).toEqual(["one", "end"]);
});

test("a reader who leaves while a part is waited for ends the request, and the rest is recorded", async () => {
  const { reader, ended, events, nextRequest } = startResponse();
  const read = reader.read();
  const pending = await nextRequest();
  await reader.cancel();
  expect((await read).done).toBe(true);
  pending.resolve(textPart("one"));
  (await nextRequest()).resolve(textPart("two"));
  (await nextRequest()).resolve(undefined);
  await ended;
  expect(events).toEqual(["leave", "one", "two", "end"]);
});

test("a response that breaks off ends with an error for its reader", async () => {
  const { reader, ended, events, nextRequest } = startResponse();
  const read = reader.read();
  (await nextRequest()).reject(new Error("the stream broke"));
  expect((await read).value).toEqual({ type: "error", errorText: "It broke off." });
  expect((await reader.read()).done).toBe(true);
  await ended;
  expect(events).toEqual(["end"]);
});

test("a response that breaks off after its reader has left ends, too", async () => {
  const { reader, ended, events, nextRequest } = startResponse();
  await reader.cancel();
  (await nextRequest()).reject(new Error("the stream broke"));
  await ended;
  expect(events).toEqual(["leave", "end"]);
});

test("a response whose request has been ended is recorded to its end without anyone who reads it, and can still be read", async () => {
  const { reader, ended, events, nextRequest, over } = startResponse();
  const first = reader.read();
  const pending = await nextRequest();
  over.abort();
  pending.resolve(textPart("one"));
  (await nextRequest()).resolve(textPart("two"));
  (await nextRequest()).resolve(undefined);
  await ended;
  expect(events).toEqual(["one", "two", "end"]);
  const rest = [await first, await reader.read(), await reader.read()];
  expect(rest.map(({ value }) => value)).toEqual([
    { type: "text-delta", id: "a", delta: "one" },
    { type: "text-delta", id: "a", delta: "two" },
    undefined,
  ]);
});

test.each(["whole", "left"])("nothing listens to the signal of a response that is %s", async (end) => {
  const { reader, ended, nextRequest, over } = startResponse();
  const read = reader.read();
  if (end === "left") await reader.cancel();
  (await nextRequest()).resolve(undefined);
  await Promise.all([read, ended]);
  expect(getEventListeners(over.signal, "abort")).toEqual([]);
});
