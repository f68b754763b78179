import { readFileSync } from "node:fs";
import { totalmem } from "node:os";

/** How much memory there is, and how much is in use. */
export interface MemoryReading {
  /** Bytes in use that cannot be freed without swapping. */
  readonly used: number;
  /** The container's limit where it has one, otherwise the machine's memory, in bytes. */
  readonly total: number;
  /** Whether `total` is a container's limit. */
  readonly limited: boolean;
}

/** Where the figures come from: the operating system, or a test. All are bytes. */
export interface MemorySource {
  /** The container's limit; 0 or more than the machine has when there is none. */
  limit(): number;
  /** The machine's memory. */
  machine(): number;
  /** What can be used without swapping. */
  available(): number;
  /** The part of the container's file cache that the kernel frees on demand. */
  reclaimable(): number;
}

/**
 * How much memory is in use. It is judged by what is available, not by what is free: Linux fills
 * free memory with file cache and frees it on demand, so every busy machine would look full.
 */
export function readMemory(source: MemorySource = operatingSystem): MemoryReading {
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
  reclaimable: readReclaimable,
};

/** The kernel's figures for a container, with the line of its inactive file cache: cgroup 2, cgroup 1. */
const MEMORY_STATISTICS = [
  { file: "/sys/fs/cgroup/memory.stat", line: /^inactive_file (\d+)$/m },
  { file: "/sys/fs/cgroup/memory/memory.stat", line: /^total_inactive_file (\d+)$/m },
];

function readReclaimable(): number {
  for (const { file, line } of MEMORY_STATISTICS) {
    try {
      return Number(line.exec(readFileSync(file, "utf8"))?.[1] ?? 0);
    } catch {
      // Not this version of cgroups, or not Linux.
    }
  }
  return 0;
}
