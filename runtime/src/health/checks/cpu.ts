import { formatPercent } from "../../format/index.ts";
import type { Metrics } from "../../metrics/index.ts";
import type { HealthCheck } from "../check.ts";
import { JUDGED_SAMPLES, NOT_MEASURED } from "./samples.ts";
import { judgeShare, roundShare } from "./threshold.ts";

const MAX_CPU_SHARE = 0.95;

/** The machine's processors, on average over the last half minute. */
export function createCpuCheck(metrics: Pick<Metrics, "history">): HealthCheck {
  return {
    name: "cpu",
    critical: false,
    check() {
      const samples = metrics.history().slice(-JUDGED_SAMPLES);
      if (samples.length === 0) return NOT_MEASURED;
      const share = samples.reduce((sum, { cpu }) => sum + cpu, 0) / samples.length;
      return {
        status: judgeShare(share, MAX_CPU_SHARE),
        message: `${formatPercent(share)} of the processors' time is in use.`,
        metadata: { share: roundShare(share), process: samples.at(-1)?.processCpu ?? null },
      };
    },
  };
}
