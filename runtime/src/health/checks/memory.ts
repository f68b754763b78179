import { formatBytes, formatPercent } from "../../format/index.ts";
import { type MemoryReading, readMemory } from "../../metrics/index.ts";
import type { HealthCheck } from "../check.ts";
import { judgeShare, roundShare } from "./threshold.ts";

const MAX_MEMORY_SHARE = 0.9;

/** Memory of the machine, or of the container where it has a limit. */
export function createMemoryCheck(
  read: () => MemoryReading = readMemory,
  platform: string = process.platform,
): HealthCheck {
  return {
    name: "memory",
    critical: false,
    check() {
      const { used, total, limited } = read();
      const share = used / total;
      const place = limited ? "that the container may use" : "on this machine";
      // macOS reports what is free, not what is available: nearly all of it always seems to be in use.
      const status = platform === "darwin" ? "info" : judgeShare(share, MAX_MEMORY_SHARE);
      return {
        status,
        message: `${formatPercent(share)} of ${formatBytes(total)} ${place} is in use.`,
        metadata: { used, total, share: roundShare(share), limited },
      };
    },
  };
}
