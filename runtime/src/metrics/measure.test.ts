import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { measureProcess } from "./measure.ts";
import { createRequestMeter } from "./request-meter.ts";
import { metricsSample } from "./sample.ts";

afterEach(() => void vi.restoreAllMocks());

const RUNAWAY_LIMIT = { timeout: 60_000, interval: 10 };

/** Keeps this thread busy, as a slow function would. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test("a sample holds what its schema promises", () => {
  const measurement = measureProcess(createRequestMeter());
  const sample = metricsSample.parse(measurement.take(1_700_000_000_000));
  measurement.end();
  expect(sample.at).toBe(1_700_000_000_000);
  expect(sample.memory).toBeGreaterThan(0);
  expect(sample.memory).toBeLessThan(1);
  expect(sample.rss).toBeGreaterThan(sample.heapUsed);
});

test("work of this process shows, and only in the sample that covers it", () => {
  const clock = vi.spyOn(performance, "now").mockReturnValue(1_000);
  const usage = vi.spyOn(process, "cpuUsage").mockReturnValue({ user: 0, system: 0 });
  const measurement = measureProcess(createRequestMeter());
  clock.mockReturnValue(2_000);
  // 600 ms of the second that has passed.
  usage.mockReturnValue({ user: 500_000, system: 100_000 });
  const busy = measurement.take(0);
  clock.mockReturnValue(3_000);
  usage.mockReturnValue({ user: 0, system: 0 });
  const idle = measurement.take(0);
  measurement.end();
  expect([busy.processCpu, idle.processCpu]).toEqual([0.6, 0]);
  expect(usage).toHaveBeenLastCalledWith({ user: 500_000, system: 100_000 });
});

test("a blocked event loop shows in the delay", async () => {
  const measurement = measureProcess(createRequestMeter());
  // The timer that measures the delay must have fired once before a block can make it late. Until then it is tried again.
  await vi.waitFor(async () => {
    await delay(50);
    work(150);
    await delay(1);
    expect(measurement.take(0).eventLoopDelay).toBeGreaterThan(80);
  }, RUNAWAY_LIMIT);
  measurement.end();
});

test("requests are counted from the start of the measurement", () => {
  const requests = createRequestMeter();
  requests.record(5);
  const measurement = measureProcess(requests);
  requests.record(20);
  const { requestsPerSecond, requestDuration } = measurement.take(0);
  measurement.end();
  expect(requestsPerSecond).toBeGreaterThan(0);
  expect(requestDuration).toBeCloseTo(20, 0);
});
