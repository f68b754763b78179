import { createHistogram } from "node:perf_hooks";

/** The requests that were answered since the count was taken last. */
export interface RequestCount {
  readonly count: number;
  /** 95th percentile of the durations in milliseconds; null of none. */
  readonly p95: number | null;
}

/** Counts requests and how long they took, in a histogram of fixed size: recording costs well under a microsecond. */
export interface RequestMeter {
  /** @param durationMs how long the request took, in milliseconds */
  record(durationMs: number): void;
  /** Reads the count and starts it anew. */
  take(): RequestCount;
}

/** Creates a meter that has counted nothing. */
export function createRequestMeter(): RequestMeter {
  // In microseconds, since a histogram holds whole numbers only.
  const durations = createHistogram();
  return {
    record(durationMs) {
      durations.record(Math.max(1, Math.round(durationMs * 1_000)));
    },
    take() {
      const count = durations.count;
      const p95 = count === 0 ? null : durations.percentile(95) / 1_000;
      durations.reset();
      return { count, p95 };
    },
  };
}
