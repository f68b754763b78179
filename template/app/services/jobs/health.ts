import { formatTimeAgo } from "@aegis-stack/runtime/time";
import type { HealthCheck, HealthGroup } from "#app/services/system/health/check.ts";
import { isStarting as processIsStarting } from "#app/services/system/health/start-period.ts";
import { type BackupSources, backupCheck } from "./backup-check.ts"; // aegis:database
import type { JobsService } from "./jobs-service.ts";

/** Clocks that differ by more than so many milliseconds are worth a warning. */
const SKEW = 5_000;

export interface SchedulerHealthOptions {
  jobs: JobsService;
  database: BackupSources["database"]; // aegis:database
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Whether this process started a moment ago. */
  isStarting?: () => boolean;
}

/**
 * What there is to know of jobs and of those that run them. None is critical: a web process answers requests as
 * well as ever without a scheduler, and one that is not ready would not bring the scheduler back.
 */
export function schedulerHealth(options: SchedulerHealthOptions): HealthGroup {
  const { jobs, now = Date.now, isStarting = processIsStarting } = options;
  const checks: HealthCheck[] = [heartbeat(jobs, now, isStarting), lastRuns(jobs)];
  checks.push(backupCheck({ jobs, now, database: options.database })); // aegis:database
  return { name: "scheduler", checks };
}

/** By the sign of life that its loop gives, since a process can be there and look for nothing. */
const heartbeat = (jobs: JobsService, now: () => number, isStarting: () => boolean): HealthCheck => ({
  name: "heartbeat",
  critical: false,
  async check() {
    const { lasting, schedulers } = await jobs.list();
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
    if (Math.abs(skew) > SKEW) {
      const seconds = Math.round(Math.abs(skew) / 1_000);
      const where = skew > 0 ? "ahead of" : "behind";
      return {
        status: "warning",
        message: `A scheduler's clock is ${seconds} s ${where} the database's.`,
        metadata,
      };
    }
    const who = alive.length === 1 ? "One scheduler is" : `${alive.length} schedulers are`;
    if (!lasting) {
      return {
        status: "info",
        message: `${who} running; pauses and history are lost on restart.`,
        metadata,
      };
    }
    return { status: "healthy", message: `${who} running.`, metadata };
  },
});

const lastRuns = (service: JobsService): HealthCheck => ({
  name: "jobs",
  critical: false,
  async check() {
    const { jobs, decidedUntil } = await service.list();
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
