import type { HealthStatus } from "../status.ts";

/** A warning comes at this share of what makes a check unhealthy. */
const WARNING_SHARE = 0.8;

/** Judges a share in use (0 to 1) by the share that is too much. */
export function judgeShare(used: number, threshold: number): HealthStatus {
  if (used >= threshold) return "unhealthy";
  return used >= threshold * WARNING_SHARE ? "warning" : "healthy";
}

/** A share with three digits, as metadata has it. */
export const roundShare = (share: number): number => Math.round(share * 1_000) / 1_000;
