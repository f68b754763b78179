import { z } from "zod";
import type { HealthService } from "./health/health-service.ts";
import { healthReport } from "./health/report.ts";
import type { MetricsService } from "./metrics/metrics-service.ts";
import { metricsSample } from "./metrics/sample.ts";

/** What Overseer shows: the health tree and the recent metrics, oldest first. */
export const systemSnapshot = z
  .object({ health: healthReport, metrics: z.array(metricsSample) })
  .meta({ id: "SystemSnapshot" });
export type SystemSnapshot = z.infer<typeof systemSnapshot>;

/** The whole state of the system now. */
export async function takeSnapshot(health: HealthService, metrics: MetricsService): Promise<SystemSnapshot> {
  const report = await health.report();
  return { health: report, metrics: metrics.history() };
}
