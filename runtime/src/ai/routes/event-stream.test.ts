import type { UIMessageChunk } from "ai";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEventStream } from "./event-stream.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
afterEach(() => void vi.useRealTimers());

/** The events of a response whose chunks the test writes, as they have been read so far. */
function start() {
  const chunks = new TransformStream<UIMessageChunk, UIMessageChunk>();
  const writer = chunks.writable.getWriter();
  const failures: unknown[] = [];
  const { events } = createEventStream(
    { conversation: "c", model: "openai:fake", chunks: chunks.readable, ended: Promise.resolve() },
    (error) => void failures.push(error),
  );
  let text = "";
  events.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  return { writer, events, read: () => text, failures };
}

const HEARTBEAT = ": still here\n\n";
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("while a model says nothing for minutes, a comment every 15 s keeps the connection open", async () => {
  const { writer, events, read, failures } = start();
  await writer.write({ type: "start" });
  await settle();
  const before = read();
  expect(before).toContain("data-conversation");
  await vi.advanceTimersByTimeAsync(14_999);
  await settle();
  expect(read()).toBe(before);
  await vi.advanceTimersByTimeAsync(120_001);
  await settle();
  expect(read()).toBe(before + HEARTBEAT.repeat(9));
  // The chunks come in their order, each whole.
  await writer.write({ type: "text-delta", id: "t", delta: "At last." });
  await writer.close();
  await new Promise((resolve) => events.once("end", resolve));
  expect(read()).toMatch(/: still here\n\ndata: \{"type":"text-delta".*\}\n\ndata: \[DONE\]\n\n$/);
  expect(failures).toEqual([]);
});

test("after its end a stream has no heartbeat", async () => {
  const { writer, events } = start();
  await writer.close();
  await new Promise((resolve) => events.once("end", resolve));
  expect(vi.getTimerCount()).toBe(0);
});

test("a stream whose client has left has no heartbeat", async () => {
  const { writer, events } = start();
  await writer.write({ type: "start" });
  events.destroy();
  await settle();
  expect(vi.getTimerCount()).toBe(0);
});
