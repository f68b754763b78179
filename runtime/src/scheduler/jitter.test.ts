import { expect, test } from "vitest";
import { computeJitter } from "./jitter.ts";

test("the same job and tick always get the same delay, below the jitter", () => {
  const delays = Array.from({ length: 1_000 }, (_, tick) => computeJitter("job", tick, 30_000));
  expect(delays).toEqual(Array.from({ length: 1_000 }, (_, tick) => computeJitter("job", tick, 30_000)));
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...delays)).toBeLessThan(30_000);
});

test("delays spread evenly, and two jobs of one tick do not start together", () => {
  const tenths = new Set(
    Array.from({ length: 200 }, (_, job) => Math.floor(computeJitter(`job-${job}`, 0, 10))),
  );
  expect(tenths.size).toBe(10);
});

test("no jitter, no delay", () => {
  expect(computeJitter("job", 1, 0)).toBe(0);
});
