import { getEventListeners } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startRequestTimer } from "./request-timer.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

test("a request that has output has no time limit any more, and still ends when its caller leaves", async () => {
  const caller = new AbortController();
  const { signal, stop } = startRequestTimer(caller.signal, 1_000);
  stop();
  vi.advanceTimersByTime(1_000);
  expect(signal.aborted).toBe(false);
  caller.abort(new Error("left"));
  expect(signal.reason).toEqual(new Error("left"));
});

test.each([
  ["has ended", (timer: ReturnType<typeof startRequestTimer>) => timer.end()],
  ["has taken too long", () => void vi.advanceTimersByTime(1_000)],
])("nothing listens to the caller of a request that %s", (_label, end) => {
  const { signal } = new AbortController();
  const timer = startRequestTimer(signal, 1_000);
  end(timer);
  expect([getEventListeners(signal, "abort"), vi.getTimerCount()]).toEqual([[], 0]);
});
