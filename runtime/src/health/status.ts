import { z } from "zod";

/** From good to bad; the position is the rank. `info` is good too, with something worth knowing. */
export const HEALTH_STATUSES = ["healthy", "info", "warning", "unhealthy"] as const;

/** A status, as the API has it. */
export const healthStatus = z.enum(HEALTH_STATUSES);

/** What is said of a check or of a group. */
export type HealthStatus = z.infer<typeof healthStatus>;

/** Whether nothing is wrong. */
export const isPassing = (status: HealthStatus): boolean => status === "healthy" || status === "info";

/** The worst of any number of statuses; `healthy` of none. */
export function findWorstStatus(statuses: readonly HealthStatus[]): HealthStatus {
  return statuses.reduce<HealthStatus>(
    (worst, status) => (HEALTH_STATUSES.indexOf(status) > HEALTH_STATUSES.indexOf(worst) ? status : worst),
    "healthy",
  );
}

/**
 * The status of a group, given its children: the worst critical child decides; a child that is not critical can make it warn
 * but not unhealthy. A remark (`info`) stays with the child that makes it.
 */
export function combineStatuses(
  children: readonly { readonly status: HealthStatus; readonly critical: boolean }[],
): HealthStatus {
  return findWorstStatus(
    children.map(({ status, critical }) => {
      if (status === "info") return "healthy";
      return status === "unhealthy" && !critical ? "warning" : status;
    }),
  );
}
