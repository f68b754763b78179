import { z } from "zod";

/** From well to unwell; the position is the rank. `info` is well too, with something worth knowing. */
export const STATUSES = ["healthy", "info", "warning", "unhealthy"] as const;
export const healthStatus = z.enum(STATUSES);
export type HealthStatus = z.infer<typeof healthStatus>;

/** Whether nothing is wrong. */
export const isWell = (status: HealthStatus): boolean => status === "healthy" || status === "info";

/** The worse of any number of statuses; `healthy` of none. */
export function worst(statuses: readonly HealthStatus[]): HealthStatus {
  return statuses.reduce<HealthStatus>(
    (worse, status) => (STATUSES.indexOf(status) > STATUSES.indexOf(worse) ? status : worse),
    "healthy",
  );
}

/**
 * A parent's status, given its children: the worst critical child wins; a child that is not critical can warn
 * but never turn its parent unhealthy. A remark (`info`) stays with the child that makes it.
 */
export function statusOf(children: readonly { status: HealthStatus; critical: boolean }[]): HealthStatus {
  return worst(
    children.map(({ status, critical }) => {
      if (status === "info") return "healthy";
      return status === "unhealthy" && !critical ? "warning" : status;
    }),
  );
}
