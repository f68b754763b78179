import type { JobDefinition } from "@aegis-stack/runtime/scheduler";
import { index, integer, json, table, text, timestamp, uniqueIndex, id as uuid } from "#app/core/columns.ts";

/** The jobs that a scheduler has registered, so that processes without their code can list them. */
export const scheduledJobs = table("scheduled_jobs", {
  id: text().primaryKey(),
  facts: json<JobDefinition>().notNull(),
  /** Every tick up to it has been decided about. */
  lastTick: timestamp().notNull(),
  pausedAt: timestamp(),
  /** When it was found to be no longer defined. */
  removedAt: timestamp(),
  /** The run that last ended. */
  lastRunId: text(),
});

/** What waits, runs, ran, or was to run. */
export const jobRuns = table(
  "job_runs",
  {
    id: uuid(),
    jobId: text().notNull(),
    /** The tick that the run stands for; null for one that was asked for. */
    tick: timestamp(),
    status: text({ enum: ["waiting", "running", "succeeded", "failed", "missed", "skipped"] }).notNull(),
    trigger: text({ enum: ["schedule", "late", "request"] }).notNull(),
    scheduledFor: timestamp().notNull(),
    startedAt: timestamp(),
    finishedAt: timestamp(),
    message: text(),
    /** How many ticks it stands for. */
    ticks: integer().notNull(),
    scheduler: text(),
    /** Until then its scheduler counts as alive, by the database's clock. */
    leaseUntil: timestamp(),
  },
  (runs) => [
    // However many schedulers there are and whatever their clocks say: a tick has one run.
    uniqueIndex("job_runs_tick").on(runs.jobId, runs.tick),
    index("job_runs_history").on(runs.jobId, runs.scheduledFor),
    index("job_runs_status").on(runs.status),
  ],
);

/** The schedulers that live, or have lived a moment ago. */
export const schedulers = table("schedulers", {
  id: text().primaryKey(),
  host: text().notNull(),
  pid: integer().notNull(),
  startedAt: timestamp().notNull(),
  seenAt: timestamp().notNull(),
  /** How far its clock is ahead of the database's, in milliseconds. */
  skew: integer().notNull(),
});
