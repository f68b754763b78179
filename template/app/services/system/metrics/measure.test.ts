import { expect, test } from "vitest";
import { measureProcess } from "./measure.ts";
import { RequestMeter } from "./request-meter.ts";
import { metricsSample } from "./sample.ts";

/** Keeps this thread busy, as a slow function would. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test("a sample holds what its schema promises", () => {
  const measurement = measureProcess(new RequestMeter());
  const sample = metricsSample.parse(measurement.take(1_700_000_000_000));
  measurement.end();
  expect(sample.at).toBe(1_700_000_000_000);
  expect(sample.memory).toBeGreaterThan(0);
  expect(sample.memory).toBeLessThan(1);
  expect(sample.rss).toBeGreaterThan(sample.heapUsed);
});

test("work of this process shows, and only in the sample that covers it", () => {
  const measurement = measureProcess(new RequestMeter());
  // What it gets of a busy machine is for that machine to say.
  const begin = { own: process.cpuUsage(), at: performance.now() };
  work(60);
  const { user, system } = process.cpuUsage(begin.own);
  const share = (user + system) / 1_000 / (performance.now() - begin.at);
  const busy = measurement.take(0);
  measurement.end();
  expect(busy.processCpu).toBeGreaterThan(share / 2);
});

test("a blocked event loop shows in the delay", async () => {
  const measurement = measureProcess(new RequestMeter());
  // The delay's timer must have fired once before a block can make it late.
  await new Promise((resolve) => setTimeout(resolve, 50));
  work(150);
  await new Promise((resolve) => setTimeout(resolve, 1));
  const { eventLoopDelay } = measurement.take(0);
  measurement.end();
  expect(eventLoopDelay).toBeGreaterThan(80);
});

test("requests are counted from the start of the measurement", () => {
  const requests = new RequestMeter();
  requests.record(5);
  const measurement = measureProcess(requests);
  requests.record(20);
  const { requestsPerSecond, requestDuration } = measurement.take(0);
  measurement.end();
  expect(requestsPerSecond).toBeGreaterThan(0);
  expect(requestDuration).toBeCloseTo(20, 0);
});
