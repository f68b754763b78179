import { formatBytes, formatPercent } from "../../format/index.ts";
import { type DiskReading, readDisk } from "../../metrics/index.ts";
import type { HealthCheck } from "../check.ts";
import type { HealthStatus } from "../status.ts";
import { judgeShare, roundShare } from "./threshold.ts";

const MAX_DISK_SHARE = 0.85;

/** A folder that the application writes to. */
export interface WritableFolder {
  /** Completes "the volume of the": "data folder". */
  readonly name: string;
  readonly path: string;
}

interface Volume extends DiskReading {
  readonly names: string[];
  readonly status: HealthStatus;
}

/** The volumes that hold what the application writes: its data, and what settings put elsewhere. */
export function createDiskCheck(
  folders: readonly WritableFolder[],
  read: (folder: string) => Promise<DiskReading> = readDisk,
): HealthCheck {
  return {
    name: "disk",
    critical: false,
    async check() {
      const volumes: Volume[] = [];
      for (const { name, path } of folders) {
        const disk = await read(path);
        const known = volumes.find(({ device }) => device === disk.device);
        if (known) known.names.push(name);
        else
          volumes.push({
            ...disk,
            names: [name],
            status: judgeShare(disk.used / disk.total, MAX_DISK_SHARE),
          });
      }
      // The data folder comes first; of volumes that are equally full the first is described.
      const shares = volumes.map(({ used, total }) => used / total);
      const fullest = volumes[shares.indexOf(Math.max(...shares))];
      if (!fullest) return { status: "info", message: "The application writes no files." };
      const failing = volumes.filter(({ status }) => status !== "healthy");
      return {
        status: fullest.status,
        message: (failing.length > 0 ? failing : [fullest]).map(describeVolume).join(" "),
        metadata: {
          used: fullest.used,
          total: fullest.total,
          share: roundShare(fullest.used / fullest.total),
          volumes: volumes.length,
        },
      };
    },
  };
}

const describeVolume = ({ used, total, names }: Volume) =>
  `${formatPercent(used / total)} of ${formatBytes(total)} on the volume of the ${names.join(" and the ")} is in use.`;
