import { createRequire } from "node:module";
import { Cluster, Redis } from "ioredis";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeWhenSilent, PROVEN_IOREDIS_VERSION } from "./ioredis-patches.ts";

const TIMEOUT_MS = 800;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** As much of a client as is watched: which commands wait for their answers, and a stream that can be destroyed. */
function watchClient() {
  const unanswered: object[] = [];
  const destroy = vi.fn();
  const client = {
    commandQueue: { peekFront: () => unanswered[0] },
    stream: { destroy },
    sendCommand: (command: object) => unanswered.push(command),
  };
  closeWhenSilent(client as unknown as Redis, TIMEOUT_MS);
  return { send: () => void client.sendCommand({}), respond: () => void unanswered.shift(), destroy };
}

test("a connection whose oldest command stays unanswered for the timeout is ended", async () => {
  const { send, destroy } = watchClient();
  send();
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 1);
  expect(destroy).not.toHaveBeenCalled();
  // The clock ticks every 50 ms, and the first tick only sees which command is the oldest.
  await vi.advanceTimersByTimeAsync(100);
  expect(destroy).toHaveBeenCalledOnce();
});

test("one that answers now and then is kept, however long the batch takes", async () => {
  const { send, respond, destroy } = watchClient();
  for (let command = 0; command < 8; command++) send();
  for (let command = 0; command < 8; command++) {
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 100);
    respond();
  }
  expect(destroy).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10 * TIMEOUT_MS);
  expect(destroy).not.toHaveBeenCalled();
});

test("the time for which this process stood still does not count", async () => {
  const { send, destroy } = watchClient();
  send();
  await vi.advanceTimersByTimeAsync(100);
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
  await vi.advanceTimersByTimeAsync(50);
  expect(destroy).not.toHaveBeenCalled();
});

test("the patched internals are those of the version that they were proven on", () => {
  const { version } = createRequire(import.meta.url)("ioredis/package.json");
  expect(version).toBe(PROVEN_IOREDIS_VERSION);
  const client = new Redis({ lazyConnect: true });
  expect(client.commandQueue.peekFront).toBeTypeOf("function");
  for (const { prototype } of [Redis, Cluster]) expect(prototype.sendCommand).toBeTypeOf("function");
});
