import type { HealthStatus } from "../status.ts";

/** A warning comes at this share of what makes a check unhealthy. */
const WARNING = 0.8;

/** Judges a share in use (0 to 1) by the share that is too much. */
export function judge(used: number, threshold: number): HealthStatus {
  if (used >= threshold) return "unhealthy";
  return used >= threshold * WARNING ? "warning" : "healthy";
}

/** A share as a person reads it: 0.456 is "46 %". */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Bytes as a person reads them: "1.5 GiB". */
export function bytes(size: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, size)) / 10));
  const value = size / 1_024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}
