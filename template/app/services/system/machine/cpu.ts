import { cpus } from "node:os";

/** Time that the machine's cores spent since it was started, summed over the cores, in milliseconds. */
export interface CpuTimes {
  busy: number;
  total: number;
}

/** Reads the counters of every core. */
export function readCpuTimes(): CpuTimes {
  const times = { busy: 0, total: 0 };
  for (const core of cpus()) {
    const { user, nice, sys, idle, irq } = core.times;
    const busy = user + nice + sys + irq;
    times.busy += busy;
    times.total += busy + idle;
  }
  return times;
}

/** Share of all cores that was busy between two readings, 0 to 1; 0 when no time has passed. */
export function busyShare(before: CpuTimes, after: CpuTimes): number {
  const total = after.total - before.total;
  if (total <= 0) return 0;
  return Math.min(1, Math.max(0, (after.busy - before.busy) / total));
}
