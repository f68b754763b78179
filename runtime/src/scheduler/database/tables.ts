import type { PortableColumns, PortableDb } from "../../database/index.ts";
import type { JobDefinition } from "../job.ts";

/** The tables of the jobs, for queries. Their columns are those that the steps of `jobTables` create. */
export const createJobTables = ({
  id,
  index,
  integer,
  json,
  table,
  text,
  timestamp,
  uniqueIndex,
}: PortableColumns) => ({
  /** The jobs that a scheduler has registered, so that processes without their code can list them. */
  scheduledJobs: table("aegis_scheduled_jobs", {
    id: text().primaryKey(),
    facts: json<JobDefinition>().notNull(),
    /** Every tick up to it has been decided. */
    lastTick: timestamp().notNull(),
    pausedAt: timestamp(),
    /** When it was found to be no longer defined. */
    removedAt: timestamp(),
    /** The run that last ended. */
    lastRunId: text(),
  }),
  /** Runs that wait, are active, have ended, or were missed. */
  jobRuns: table(
    "aegis_job_runs",
    {
      id: id(),
      jobId: text().notNull(),
      /** The tick that the run stands for; null for one that was requested. */
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
      uniqueIndex("aegis_job_runs_tick").on(runs.jobId, runs.tick),
      index("aegis_job_runs_history").on(runs.jobId, runs.scheduledFor),
      index("aegis_job_runs_status").on(runs.status),
    ],
  ),
  /** The schedulers that are alive, or were a moment ago. */
  schedulers: table("aegis_schedulers", {
    id: text().primaryKey(),
    host: text().notNull(),
    pid: integer().notNull(),
    startedAt: timestamp().notNull(),
    seenAt: timestamp().notNull(),
    /** How far its clock is ahead of the database's, in milliseconds. */
    skew: integer().notNull(),
  }),
});

/** The tables of the jobs, as the queries know them. */
export type JobTables = ReturnType<typeof createJobTables>;

/** What the queries of a store work with. */
export interface StoreContext {
  readonly db: PortableDb;
  readonly tables: JobTables;
  transaction<Result>(work: (tx: PortableDb) => Promise<Result>): Promise<Result>;
  /** Milliseconds since 1970 by the clock that leases are measured with. */
  time(db: PortableDb): Promise<number>;
}
