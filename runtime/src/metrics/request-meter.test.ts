import { expect, test } from "vitest";
import { createRequestMeter } from "./request-meter.ts";

test("counts answers and tells what 95 of 100 stayed under", () => {
  const requests = createRequestMeter();
  for (let duration = 1; duration <= 100; duration++) requests.record(duration);
  const { count, p95 } = requests.take();
  expect(count).toBe(100);
  expect(p95).toBeGreaterThan(94);
  expect(p95).toBeLessThan(97);
});

test("starts anew once it was read; of nothing there is no percentile", () => {
  const requests = createRequestMeter();
  requests.record(0);
  expect(requests.take().count).toBe(1);
  expect(requests.take()).toEqual({ count: 0, p95: null });
});
