import { type Memory, readMemory } from "#app/services/system/machine/memory.ts";
import type { HealthCheck } from "../check.ts";
import { bytes, judge, percent } from "./threshold.ts";

const TOO_MUCH = 0.9;

/** Memory of the machine, or of the container where it has a limit. */
export function memoryCheck(
  read: () => Memory = readMemory,
  platform: string = process.platform,
): HealthCheck {
  return {
    name: "memory",
    critical: false,
    check() {
      const { used, total, limited } = read();
      const share = used / total;
      const message = `${percent(share)} of ${bytes(total)} ${limited ? "that the container may use" : "on this machine"} is in use.`;
      const metadata = { used, total, share: Math.round(share * 1_000) / 1_000, limited };
      // macOS tells what is free, not what could be had: nearly all of it always looks taken.
      const status = platform === "darwin" ? "info" : judge(share, TOO_MUCH);
      return { status, message, metadata };
    },
  };
}
