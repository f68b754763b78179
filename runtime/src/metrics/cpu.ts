import { cpus } from "node:os";

/** Time that the machine's cores spent since it was started, summed over the cores, in milliseconds. */
export interface CpuTimes {
  readonly busy: number;
  readonly total: number;
}

/** Reads the counters of every core. */
export function readCpuTimes(): CpuTimes {
  const sums = { busy: 0, total: 0 };
  for (const { times } of cpus()) {
    const busy = times.user + times.nice + times.sys + times.irq;
    sums.busy += busy;
    sums.total += busy + times.idle;
  }
  return sums;
}

/** Share of all cores that was busy between two readings, 0 to 1; 0 when no time has passed. */
export function computeBusyShare(before: CpuTimes, after: CpuTimes): number {
  const total = after.total - before.total;
  if (total <= 0) return 0;
  return Math.min(1, Math.max(0, (after.busy - before.busy) / total));
}
