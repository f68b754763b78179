import { type Disk, readDisk } from "#app/services/system/machine/disk.ts";
import type { HealthCheck } from "../check.ts";
import type { HealthStatus } from "../status.ts";
import { bytes, judge, percent } from "./threshold.ts";

const TOO_FULL = 0.85;

/** A folder that the application writes to. */
export interface WrittenFolder {
  /** Reads on from "the volume of the": "data folder". */
  name: string;
  path: string;
}

interface Volume extends Disk {
  names: string[];
  status: HealthStatus;
}

/** The volumes that hold what the application writes: its data, and what settings put elsewhere. */
export function diskCheck(
  folders: readonly WrittenFolder[],
  read: (folder: string) => Promise<Disk> = readDisk,
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
        else volumes.push({ ...disk, names: [name], status: judge(disk.used / disk.total, TOO_FULL) });
      }
      // The data folder comes first; what is said of the fullest volume is said before the others.
      const shares = volumes.map(({ used, total }) => used / total);
      const fullest = volumes[shares.indexOf(Math.max(...shares))];
      if (!fullest) return { status: "info", message: "The application writes nothing." };
      const trouble = volumes.filter(({ status }) => status !== "healthy");
      return {
        status: fullest.status,
        message: (trouble.length > 0 ? trouble : [fullest]).map(describe).join(" "),
        metadata: {
          used: fullest.used,
          total: fullest.total,
          share: Math.round((fullest.used / fullest.total) * 1_000) / 1_000,
          volumes: volumes.length,
        },
      };
    },
  };
}

const describe = ({ used, total, names }: Volume) =>
  `${percent(used / total)} of ${bytes(total)} on the volume of the ${names.join(" and the ")} is in use.`;
