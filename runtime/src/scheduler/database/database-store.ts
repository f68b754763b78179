import { and, desc, eq, inArray, isNull, notInArray, or } from "drizzle-orm";
import { type Database, requireEngineTables, transaction } from "../../database/index.ts";
import { createRequestedRun, createUnknownJobError } from "../decide-runs.ts";
import { jobTables } from "../engine-tables/index.ts";
import type { JobStore } from "../job-store.ts";
import { advance, takeWaiting } from "./advance.ts";
import { readDatabaseTime } from "./database-time.ts";
import { recordHeartbeat } from "./heartbeat.ts";
import { lockJob, pruneRuns, readOpenRuns, setLastRun } from "./queries.ts";
import { pause, register } from "./register.ts";
import {
  createUnreadableJob,
  getJobColumns,
  parseDefinition,
  toJobRecord,
  toRun,
  toRunRow,
  toSchedulerRecord,
} from "./rows.ts";
import { createJobTables, type StoreContext } from "./tables.ts";

/** What a store in a database is created from. */
export interface DatabaseJobStoreOptions {
  /** The application's database, with `jobTables` among its engine tables. */
  readonly database: Pick<Database<object>, "portable" | "columns" | "engineTables">;
  /** Milliseconds since 1970 by the clock that leases are measured with. The default is the database's. */
  readonly time?: () => Promise<number>;
}

/**
 * Keeps jobs and runs in the database, for any number of schedulers.
 *
 * Two things make a tick run once: the transaction that advances a job's `lastTick` locks its row until it ends,
 * and no two rows of `aegis_job_runs` can have the same job and tick.
 */
export function createDatabaseJobStore({ database, time }: DatabaseJobStoreOptions): JobStore {
  requireEngineTables(database, jobTables, "jobTables");
  const db = database.portable;
  const tables = createJobTables(database.columns);
  const inTransaction: StoreContext["transaction"] = (work) => transaction(db, work);
  const context: StoreContext = { db, tables, transaction: inTransaction, time: time ?? readDatabaseTime };
  const { jobRuns, scheduledJobs, schedulers } = tables;
  const newestFirst = [desc(jobRuns.scheduledFor), desc(jobRuns.id)];
  return {
    lasting: true,
    time: () => context.time(db),
    register: (jobs, now) => register(context, jobs, now),
    async jobs() {
      const rows = await db
        .select(getJobColumns(scheduledJobs))
        .from(scheduledJobs)
        .where(isNull(scheduledJobs.removedAt))
        .orderBy(scheduledJobs.id);
      return rows.map(toJobRecord);
    },
    async runs({ jobId, limit, over = false }) {
      const ofJob = jobId === undefined ? undefined : eq(jobRuns.jobId, jobId);
      const isFinished = over ? notInArray(jobRuns.status, ["waiting", "running"]) : undefined;
      const rows = await db
        .select()
        .from(jobRuns)
        .where(and(ofJob, isFinished))
        .orderBy(...newestFirst)
        .limit(limit);
      return rows.map(toRun);
    },
    async latest() {
      const last = db.select({ id: scheduledJobs.lastRunId }).from(scheduledJobs);
      const rows = await db
        .select()
        .from(jobRuns)
        .where(or(inArray(jobRuns.status, ["waiting", "running"]), inArray(jobRuns.id, last)))
        .orderBy(...newestFirst);
      return rows.map(toRun);
    },

    pause: (jobId, pausedAt, now) => pause(context, jobId, pausedAt, now),
    request: (jobId, now) =>
      inTransaction(async (tx) => {
        const definition = parseDefinition(await lockJob(tx, tables, jobId)) ?? createUnreadableJob(jobId);
        const run = createRequestedRun(definition, await readOpenRuns(tx, tables, [jobId]), now);
        const [row] = await tx.insert(jobRuns).values(toRunRow(run, now)).returning();
        if (!row) throw createUnknownJobError(jobId);
        return toRun(row);
      }),

    advance: (due, claim) => advance(context, due, claim),
    takeWaiting: (jobs, claim) => takeWaiting(context, jobs, claim),
    finish: (runId, scheduler, { status, message }, now) =>
      inTransaction(async (tx) => {
        const ofScheduler = and(
          eq(jobRuns.id, runId),
          eq(jobRuns.status, "running"),
          eq(jobRuns.scheduler, scheduler),
        );
        const [row] = await tx
          .update(jobRuns)
          .set({ status, message, finishedAt: new Date(now) })
          .where(ofScheduler)
          .returning({ jobId: jobRuns.jobId });
        if (!row) return false;
        await setLastRun(tx, tables, row.jobId, runId);
        await pruneRuns(tx, tables, row.jobId);
        return true;
      }),

    recordHeartbeat: (heartbeat) => recordHeartbeat(context, heartbeat),
    async schedulers() {
      const rows = await db.select().from(schedulers);
      return rows.map(toSchedulerRecord).filter((record) => record !== undefined);
    },
    async removeScheduler(scheduler) {
      await db.delete(schedulers).where(eq(schedulers.id, scheduler));
    },
  };
}
