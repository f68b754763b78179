import { readFileSync } from "node:fs";
import { totalmem } from "node:os";

export interface Memory {
  /** Bytes in use that cannot be had again without swapping. */
  used: number;
  /** Bytes there are: the container's limit where it has one, else the machine's memory. */
  total: number;
  /** Whether `total` is a container's limit. */
  limited: boolean;
}

/** What the operating system answers; tests answer in its place. */
export interface MemorySource {
  /** The container's limit; 0 or more than the machine has when there is none. */
  limit(): number;
  machine(): number;
  available(): number;
  /** Bytes of the container's file cache that the kernel takes back when somebody needs them. */
  reclaimable(): number;
}

/**
 * How much memory is in use. "Available" is asked for, never "free": Linux fills free memory with file cache
 * and gives it back on demand, so judging by "free" would call every busy machine full.
 */
export function readMemory(source: MemorySource = operatingSystem): Memory {
  const machine = source.machine();
  const limit = source.limit();
  const limited = limit > 0 && limit < machine;
  const total = limited ? limit : machine;
  // Node counts a container's file cache as used.
  const available = source.available() + (limited ? source.reclaimable() : 0);
  return { used: Math.max(0, total - available), total, limited };
}

const operatingSystem: MemorySource = {
  limit: () => process.constrainedMemory(),
  machine: totalmem,
  available: () => process.availableMemory(),
  reclaimable: reclaimableInContainer,
};

/** The kernel's figures for a container, with the line that counts its inactive file cache: cgroup 2, cgroup 1. */
const STATISTICS = [
  { file: "/sys/fs/cgroup/memory.stat", line: /^inactive_file (\d+)$/m },
  { file: "/sys/fs/cgroup/memory/memory.stat", line: /^total_inactive_file (\d+)$/m },
];

function reclaimableInContainer(): number {
  for (const { file, line } of STATISTICS) {
    try {
      return Number(line.exec(readFileSync(file, "utf8"))?.[1] ?? 0);
    } catch {
      // Not this version of cgroups, or not Linux.
    }
  }
  return 0;
}
