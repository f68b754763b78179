import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTimeouts } from "./timeouts.ts";

beforeEach(() => void vi.useFakeTimers());
// The spy is restored first: it replaced a function of the fake clock, which it must not put back afterwards.
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Starts calls with a timeout of so many milliseconds each, and records which of them expired when. */
function startCalls(durations: readonly number[], startTimeout = createTimeouts()) {
  const begin = performance.now();
  const expired: string[] = [];
  const cancels = durations.map((duration, index) =>
    startTimeout(() => expired.push(`${index} at ${performance.now() - begin}`), duration),
  );
  return { expired, cancels };
}

test("each call expires when its own timeout is over, whichever started first", async () => {
  const { expired } = startCalls([900, 5_000, 300]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(expired).toEqual(["2 at 300", "0 at 900", "1 at 5000"]);
});

test("a call that has ended does not expire, and the others do", async () => {
  const { expired, cancels } = startCalls([900, 900]);
  await vi.advanceTimersByTimeAsync(500);
  cancels[0]?.();
  await vi.advanceTimersByTimeAsync(500);
  expect(expired).toEqual(["1 at 900"]);
});

test("a call that starts long after the last one ended expires after its timeout", async () => {
  const startTimeout = createTimeouts();
  startCalls([900], startTimeout).cancels[0]?.();
  await vi.advanceTimersByTimeAsync(5_000);
  const { expired } = startCalls([900], startTimeout);
  await vi.advanceTimersByTimeAsync(900);
  expect(expired).toEqual(["0 at 900"]);
});

test("a thousand calls set two timers at most", () => {
  const set = vi.spyOn(globalThis, "setTimeout");
  const { cancels } = startCalls(Array<number>(1_000).fill(900));
  for (const cancel of cancels) cancel();
  expect(set.mock.calls.length).toBeLessThanOrEqual(2);
});
