import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPatience } from "./patience.ts";

beforeEach(() => void vi.useFakeTimers());
// The spy goes first: it was put over the false clock, and what it puts back must not outlive that.
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Starts waits of so many milliseconds each, and tells after which time which of them were given up. */
function waits(patiences: readonly number[], inTheEnd = createPatience()) {
  const begin = performance.now();
  const givenUp: string[] = [];
  const callsOff = patiences.map((patience, index) =>
    inTheEnd(() => givenUp.push(`${index} at ${performance.now() - begin}`), patience),
  );
  return { givenUp, callsOff };
}

test("each is given up when its own time is over, whichever came first", async () => {
  const { givenUp } = waits([900, 5_000, 300]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(givenUp).toEqual(["2 at 300", "0 at 900", "1 at 5000"]);
});

test("one that was called off is not, and the others are", async () => {
  const { givenUp, callsOff } = waits([900, 900]);
  await vi.advanceTimersByTimeAsync(500);
  callsOff[0]?.();
  await vi.advanceTimersByTimeAsync(500);
  expect(givenUp).toEqual(["1 at 900"]);
});

test("one that begins long after the last was done is given up in its time", async () => {
  const inTheEnd = createPatience();
  waits([900], inTheEnd).callsOff[0]?.();
  await vi.advanceTimersByTimeAsync(5_000);
  const { givenUp } = waits([900], inTheEnd);
  await vi.advanceTimersByTimeAsync(900);
  expect(givenUp).toEqual(["0 at 900"]);
});

test("a thousand that wait set two timers at the most", () => {
  const set = vi.spyOn(globalThis, "setTimeout");
  const { callsOff } = waits(Array<number>(1_000).fill(900));
  for (const callOff of callsOff) callOff();
  expect(set.mock.calls.length).toBeLessThanOrEqual(2);
});
