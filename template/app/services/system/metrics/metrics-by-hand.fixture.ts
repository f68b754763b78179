import { MetricsService } from "./metrics-service.ts";
import type { MetricsSample } from "./sample.ts";

export function sampleAt(at: number, rest: Partial<MetricsSample> = {}): MetricsSample {
  return {
    at,
    cpu: 0.25,
    processCpu: 0.1,
    memory: 0.5,
    rss: 100_000_000,
    heapUsed: 50_000_000,
    eventLoopDelay: 1,
    requestsPerSecond: 0,
    requestDuration: null,
    ...rest,
  };
}

/** Metrics whose time passes only when a test says so: each `tick` takes one sample, two seconds after the last. */
export function metricsByHand(): { metrics: MetricsService; tick: (rest?: Partial<MetricsSample>) => void } {
  let at = 0;
  let values: Partial<MetricsSample> = {};
  let onTick: (() => void) | undefined;
  const metrics = new MetricsService({
    measure: () => ({ take: (time) => sampleAt(time, values), end: () => {} }),
    now: () => at,
    every: (_interval, tick) => {
      onTick = tick;
      return () => {
        onTick = undefined;
      };
    },
  });
  const tick = (rest: Partial<MetricsSample> = {}) => {
    at += 2_000;
    values = rest;
    onTick?.();
  };
  return { metrics, tick };
}
