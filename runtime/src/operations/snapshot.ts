import { z } from "zod";
import { type Health, healthReport } from "../health/index.ts";
import { type Metrics, metricsSample } from "../metrics/index.ts";

/** What the dashboard shows: the health tree and the recent metrics, oldest first. */
export const systemSnapshot = z
  .object({ health: healthReport, metrics: z.array(metricsSample) })
  .meta({ id: "SystemSnapshot" });

/** The health tree and the recent metrics, as `systemSnapshot` validates them. */
export type SystemSnapshot = z.infer<typeof systemSnapshot>;

/** The whole state of the system now. */
export async function takeSnapshot(
  health: Pick<Health, "report">,
  metrics: Pick<Metrics, "history">,
): Promise<SystemSnapshot> {
  const report = await health.report();
  return { health: report, metrics: metrics.history() };
}
