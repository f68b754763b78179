import type { MetricsSample } from "#app/services/system/metrics/sample.ts";
import type { Finding, HealthCheck } from "../check.ts";
import { judge, percent } from "./threshold.ts";

const TOO_BUSY = 0.95;

/** Half a minute: a short burst is what processors are for. */
export const SAMPLES_JUDGED = 15;

export const notMeasured: Finding = { status: "info", message: "Not measured yet." };

/** The machine's processors, on average over the last half minute. */
export function cpuCheck(history: () => readonly MetricsSample[]): HealthCheck {
  return {
    name: "cpu",
    critical: false,
    check() {
      const samples = history().slice(-SAMPLES_JUDGED);
      if (samples.length === 0) return notMeasured;
      const share = samples.reduce((sum, { cpu }) => sum + cpu, 0) / samples.length;
      return {
        status: judge(share, TOO_BUSY),
        message: `${percent(share)} of the processors' time is in use.`,
        metadata: { share: Math.round(share * 1_000) / 1_000, process: samples.at(-1)?.processCpu ?? null },
      };
    },
  };
}
