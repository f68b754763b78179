import { type HealthCheck, type HealthGroup, isStarting as isProcessStarting } from "../health/index.ts";
import { formatTimeAgo } from "../time/index.ts";
import { type BackupSource, createBackupCheck } from "./backup-check.ts";
import type { JobsReport } from "./report.ts";

/** Clocks that differ by more than this are worth a warning. */
const MAX_CLOCK_SKEW_MS = 5_000;

/** What the checks of the scheduler are created from. */
export interface SchedulerHealthOptions {
  readonly scheduler: { list(): Promise<JobsReport> };
  readonly backups?: BackupSource;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Whether this process started a moment ago. */
  readonly isStarting?: () => boolean;
}

/**
 * The health of jobs and of the processes that run them. No check is critical: a web process responds without a
 * scheduler as well as with one, and one that is not ready would not bring the scheduler back.
 */
export function createSchedulerHealth(options: SchedulerHealthOptions): HealthGroup {
  const { scheduler, backups, now = Date.now, isStarting = isProcessStarting } = options;
  const list = () => scheduler.list();
  const checks: HealthCheck[] = [createHeartbeatCheck(list, now, isStarting), createLastRunsCheck(list)];
  if (backups) checks.push(createBackupCheck({ backups, list, now }));
  return { name: "scheduler", checks };
}

/** By the heartbeat that its loop sends, since a process can be there and start nothing. */
const createHeartbeatCheck = (
  list: () => Promise<JobsReport>,
  now: () => number,
  isStarting: () => boolean,
): HealthCheck => ({
  name: "heartbeat",
  critical: false,
  async check() {
    const { lasting, schedulers } = await list();
    const alive = schedulers.filter((scheduler) => scheduler.alive);
    const seen = Math.max(...schedulers.map(({ seenAt }) => Date.parse(seenAt)));
    const skew = alive.reduce((worst, own) => (Math.abs(own.skew) > Math.abs(worst) ? own.skew : worst), 0);
    const metadata = { schedulers: alive.length, lasting, skew };
    if (schedulers.length === 0 && isStarting())
      return { status: "info", message: "No scheduler has registered yet.", metadata };
    if (alive.length === 0) {
      const last = schedulers.length > 0 ? ` The last one was seen ${formatTimeAgo(now() - seen)}.` : "";
      return {
        status: "unhealthy",
        message: `No scheduler is running, so no job is started.${last}`,
        metadata,
      };
    }
    if (Math.abs(skew) > MAX_CLOCK_SKEW_MS) {
      const seconds = Math.round(Math.abs(skew) / 1_000);
      const where = skew > 0 ? "ahead of" : "behind";
      return {
        status: "warning",
        message: `A scheduler's clock is ${seconds} s ${where} the database's.`,
        metadata,
      };
    }
    const running = alive.length === 1 ? "One scheduler is" : `${alive.length} schedulers are`;
    if (!lasting) {
      return {
        status: "info",
        message: `${running} running; pauses and history are lost on restart.`,
        metadata,
      };
    }
    return { status: "healthy", message: `${running} running.`, metadata };
  },
});

const createLastRunsCheck = (list: () => Promise<JobsReport>): HealthCheck => ({
  name: "jobs",
  critical: false,
  async check() {
    const { jobs, decidedUntil } = await list();
    const failing = jobs.filter(({ last }) => last?.status === "failed");
    const paused = jobs.filter(({ pausedAt }) => pausedAt !== null).length;
    const metadata = { jobs: jobs.length, failing: failing.length, paused, decidedUntil };
    if (failing.length > 0) {
      const message = `The last run failed of: ${failing.map(({ id }) => id).join(", ")}.`;
      return { status: "warning", message, metadata };
    }
    if (decidedUntil !== null) {
      const message = `The clock was ahead and was set back: no job starts on time before ${decidedUntil.slice(0, 19)}Z.`;
      return { status: "warning", message, metadata };
    }
    const count = jobs.length === 1 ? "One job" : `${jobs.length} jobs`;
    return { status: "healthy", message: paused > 0 ? `${count}, ${paused} paused.` : `${count}.`, metadata };
  },
});
