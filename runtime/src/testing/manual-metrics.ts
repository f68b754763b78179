import { createMetrics, type Metrics, type MetricsSample } from "../metrics/index.ts";

/** Metrics whose time passes only when a test says so. */
export interface ManualMetrics {
  readonly metrics: Metrics;
  /** Takes one sample, two seconds after the last, with these values in place of the example's. */
  tick(values?: Partial<MetricsSample>): void;
}

/**
 * An example of a sample.
 *
 * @param at milliseconds since 1970
 */
export const createSample = (at: number, values: Partial<MetricsSample> = {}): MetricsSample => ({
  at,
  cpu: 0.25,
  processCpu: 0.1,
  memory: 0.5,
  rss: 100_000_000,
  heapUsed: 50_000_000,
  eventLoopDelay: 1,
  requestsPerSecond: 0,
  requestDuration: null,
  ...values,
});

/** Creates metrics that have not started and whose clock stands at 0. */
export function createManualMetrics(): ManualMetrics {
  let at = 0;
  let next: Partial<MetricsSample> = {};
  let takeSample: (() => void) | undefined;
  const metrics = createMetrics({
    measure: () => ({ take: (time) => createSample(time, next), end: () => {} }),
    now: () => at,
    every: (_intervalMs, tick) => {
      takeSample = tick;
      return () => {
        takeSample = undefined;
      };
    },
  });
  return {
    metrics,
    tick(values = {}) {
      at += 2_000;
      next = values;
      takeSample?.();
    },
  };
}
