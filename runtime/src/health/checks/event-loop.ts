import type { Metrics } from "../../metrics/index.ts";
import type { HealthCheck } from "../check.ts";
import { JUDGED_SAMPLES, NOT_MEASURED } from "./samples.ts";

const WARNING_DELAY_MS = 100;
const UNHEALTHY_DELAY_MS = 500;

/**
 * How long callbacks wait for the thread that runs them. Judged by the median of the last half minute's samples: one slow
 * function is a spike in the chart, many are a fault.
 */
export function createEventLoopCheck(metrics: Pick<Metrics, "history">): HealthCheck {
  return {
    name: "event-loop",
    critical: false,
    check() {
      const delays = metrics
        .history()
        .slice(-JUDGED_SAMPLES)
        .map(({ eventLoopDelay }) => eventLoopDelay)
        .sort((one, other) => one - other);
      const worst = delays.at(-1);
      const p99 = delays[Math.floor(delays.length / 2)];
      if (worst === undefined || p99 === undefined) return NOT_MEASURED;
      return {
        status: p99 >= UNHEALTHY_DELAY_MS ? "unhealthy" : p99 >= WARNING_DELAY_MS ? "warning" : "healthy",
        message: `99 of 100 callbacks start within ${p99} ms.`,
        metadata: { p99, worst },
      };
    },
  };
}
