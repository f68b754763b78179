import { DATA_DIRECTORY } from "#app/core/constants.ts";
import { type Disk, readDisk } from "#app/services/system/machine/disk.ts";
import type { HealthCheck } from "../check.ts";
import { bytes, judge, percent } from "./threshold.ts";

const TOO_FULL = 0.85;

/** The volume that holds the application's data. */
export function diskCheck(read: (folder: string) => Promise<Disk> = readDisk): HealthCheck {
  return {
    name: "disk",
    critical: false,
    async check() {
      const { used, total } = await read(DATA_DIRECTORY);
      const share = used / total;
      return {
        status: judge(share, TOO_FULL),
        message: `${percent(share)} of ${bytes(total)} on the volume of the data folder is in use.`,
        metadata: { used, total, share: Math.round(share * 1_000) / 1_000 },
      };
    },
  };
}
