import type { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { endWhenSilent } from "./watch.ts";

const TIMEOUT_MS = 800;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** As much of a client as is watched: which commands wait for their answers, and a stream that can be destroyed. */
function watched() {
  const unanswered: object[] = [];
  const destroy = vi.fn();
  const client = {
    commandQueue: { peekFront: () => unanswered[0] },
    stream: { destroy },
    sendCommand: (command: object) => unanswered.push(command),
  };
  endWhenSilent(client as unknown as Redis, TIMEOUT_MS);
  return { send: () => void client.sendCommand({}), answer: () => void unanswered.shift(), destroy };
}

test("a connection whose oldest command stays unanswered for the timeout is ended", async () => {
  const { send, destroy } = watched();
  send();
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 1);
  expect(destroy).not.toHaveBeenCalled();
  // The clock ticks every 50 ms, and the first tick only sees which command is the oldest.
  await vi.advanceTimersByTimeAsync(100);
  expect(destroy).toHaveBeenCalledOnce();
});

test("one that answers now and then is kept, however long the batch takes", async () => {
  const { send, answer, destroy } = watched();
  for (let command = 0; command < 8; command++) send();
  for (let command = 0; command < 8; command++) {
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 100);
    answer();
  }
  expect(destroy).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10 * TIMEOUT_MS);
  expect(destroy).not.toHaveBeenCalled();
});

test("the time for which this process stood still does not count", async () => {
  const { send, destroy } = watched();
  send();
  await vi.advanceTimersByTimeAsync(100);
  vi.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
  await vi.advanceTimersByTimeAsync(50);
  expect(destroy).not.toHaveBeenCalled();
});
