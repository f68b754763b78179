import { and, desc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import { createUnknownJobError, type NewRun } from "../decide-runs.ts";
import { MAX_RUNS_PER_JOB } from "../job-store.ts";
import type { Run } from "../run.ts";
import { getJobColumns, type JobRow, toRun, toRunRow } from "./rows.ts";
import type { JobTables } from "./tables.ts";

/** Runs that are waiting or running. */
export async function readOpenRuns(
  tx: PortableDb,
  { jobRuns }: JobTables,
  jobIds: readonly string[],
): Promise<Run[]> {
  const rows = await tx
    .select()
    .from(jobRuns)
    .where(and(inArray(jobRuns.jobId, [...jobIds]), inArray(jobRuns.status, ["waiting", "running"])));
  return rows.map(toRun);
}

/**
 * Reads a job and keeps other schedulers from deciding its ticks until the transaction ends. A write is the one way
 * to lock a row that every engine has.
 *
 * @throws AppError `jobs.unknown` when there is none, or it is no longer defined
 */
export async function lockJob(tx: PortableDb, { scheduledJobs }: JobTables, jobId: string): Promise<JobRow> {
  const [row] = await tx
    .update(scheduledJobs)
    .set({ lastTick: sql`${scheduledJobs.lastTick}` })
    .where(and(eq(scheduledJobs.id, jobId), isNull(scheduledJobs.removedAt)))
    .returning(getJobColumns(scheduledJobs));
  if (!row) throw createUnknownJobError(jobId);
  return row;
}

/** What a row takes over from a newer one of the same tick. */
const REPLACED_COLUMNS = {
  status: sql`excluded.status`,
  trigger: sql`excluded.trigger`,
  startedAt: sql`excluded.started_at`,
  finishedAt: sql`excluded.finished_at`,
  message: sql`excluded.message`,
  ticks: sql`excluded.ticks`,
  scheduler: sql`excluded.scheduler`,
  leaseUntil: sql`excluded.lease_until`,
};

/** Stores runs whose tick has no row yet, or was only missed, as when a clock had been wrong. @returns those */
export async function insertRuns(
  tx: PortableDb,
  { jobRuns }: JobTables,
  runs: readonly NewRun[],
  leaseUntil: number,
): Promise<Run[]> {
  if (runs.length === 0) return [];
  const rows = await tx
    .insert(jobRuns)
    .values(runs.map((run) => toRunRow(run, leaseUntil)))
    .onConflictDoUpdate({
      target: [jobRuns.jobId, jobRuns.tick],
      setWhere: eq(jobRuns.status, "missed"),
      set: REPLACED_COLUMNS,
    })
    .returning();
  return rows.map(toRun);
}

/** Deletes the runs of a job that are older than the history that is kept. */
export async function pruneRuns(tx: PortableDb, { jobRuns }: JobTables, jobId: string): Promise<void> {
  const finished = and(eq(jobRuns.jobId, jobId), notInArray(jobRuns.status, ["waiting", "running"]));
  const newest = tx
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(finished)
    .orderBy(desc(jobRuns.scheduledFor), desc(jobRuns.id))
    .limit(MAX_RUNS_PER_JOB);
  await tx.delete(jobRuns).where(and(finished, notInArray(jobRuns.id, newest)));
}

/** Records which run of a job ended last. */
export async function setLastRun(
  tx: PortableDb,
  { scheduledJobs }: JobTables,
  jobId: string,
  lastRunId: string,
): Promise<void> {
  await tx.update(scheduledJobs).set({ lastRunId }).where(eq(scheduledJobs.id, jobId));
}
