import type { MetricsSample } from "#app/services/system/metrics/sample.ts";
import type { HealthCheck } from "../check.ts";
import { notMeasured, SAMPLES_JUDGED } from "./cpu.ts";

/** Milliseconds. */
const LATE = 100;
const TOO_LATE = 500;

/**
 * How long callbacks wait for the thread that runs them. Judged by the middle of the last half minute's
 * samples: one slow function is a spike in the chart, many are a fault.
 */
export function eventLoopCheck(history: () => readonly MetricsSample[]): HealthCheck {
  return {
    name: "event-loop",
    critical: false,
    check() {
      const delays = history()
        .slice(-SAMPLES_JUDGED)
        .map(({ eventLoopDelay }) => eventLoopDelay)
        .sort((one, other) => one - other);
      const worst = delays.at(-1);
      const p99 = delays[Math.floor(delays.length / 2)];
      if (worst === undefined || p99 === undefined) return notMeasured;
      return {
        status: p99 >= TOO_LATE ? "unhealthy" : p99 >= LATE ? "warning" : "healthy",
        message: `99 of 100 callbacks start within ${p99} ms.`,
        metadata: { p99, worst },
      };
    },
  };
}
