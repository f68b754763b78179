import { and, desc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import type { Database } from "#app/core/db/index.ts";
import { jobRuns, scheduledJobs } from "#app/services/jobs/tables.ts";
import { type NewRun, unknownJob } from "../decide.ts";
import { HISTORY } from "../job-store.ts";
import type { Run } from "../run.ts";
import { jobColumns, rowOfRun, runOfRow } from "./rows.ts";

/** Answers a time in milliseconds since 1970 by the clock that leases are measured with. */
export type Time = (db: Database) => Promise<number>;

/** Runs that are waiting or running. */
export async function openRuns(tx: Database, jobIds: string[]): Promise<Run[]> {
  const rows = await tx
    .select()
    .from(jobRuns)
    .where(and(inArray(jobRuns.jobId, jobIds), inArray(jobRuns.status, ["waiting", "running"])));
  return rows.map(runOfRow);
}

/**
 * Reads a job and keeps others from deciding anything about it until the transaction ends. To write is the one way
 * to do so that every engine has.
 *
 * @throws AppError `jobs.unknown` when there is none, or it is no longer defined
 */
export async function lockJob(tx: Database, jobId: string) {
  const [row] = await tx
    .update(scheduledJobs)
    .set({ lastTick: sql`${scheduledJobs.lastTick}` })
    .where(and(eq(scheduledJobs.id, jobId), isNull(scheduledJobs.removedAt)))
    .returning(jobColumns);
  if (!row) throw unknownJob(jobId);
  return row;
}

/** What a line takes over from a newer one of the same tick. */
const REPLACED = {
  status: sql`excluded.status`,
  trigger: sql`excluded.trigger`,
  startedAt: sql`excluded.started_at`,
  finishedAt: sql`excluded.finished_at`,
  message: sql`excluded.message`,
  ticks: sql`excluded.ticks`,
  scheduler: sql`excluded.scheduler`,
  leaseUntil: sql`excluded.lease_until`,
};

/** Writes runs whose tick has no line yet, or was only missed, as when a clock had been wrong. @returns those */
export async function writeRuns(tx: Database, runs: readonly NewRun[], leaseUntil: number): Promise<Run[]> {
  if (runs.length === 0) return [];
  const rows = await tx
    .insert(jobRuns)
    .values(runs.map((run) => rowOfRun(run, leaseUntil)))
    .onConflictDoUpdate({
      target: [jobRuns.jobId, jobRuns.tick],
      setWhere: eq(jobRuns.status, "missed"),
      set: REPLACED,
    })
    .returning();
  return rows.map(runOfRow);
}

/** Drops what is older than the history of a job that is kept. */
export async function prune(tx: Database, jobId: string): Promise<void> {
  const over = and(eq(jobRuns.jobId, jobId), notInArray(jobRuns.status, ["waiting", "running"]));
  const newest = tx
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(over)
    .orderBy(desc(jobRuns.scheduledFor), desc(jobRuns.id))
    .limit(HISTORY);
  await tx.delete(jobRuns).where(and(over, notInArray(jobRuns.id, newest)));
}

/** Notes which run of a job ended last. */
export async function noteLastRun(tx: Database, jobId: string, lastRunId: string): Promise<void> {
  await tx.update(scheduledJobs).set({ lastRunId }).where(eq(scheduledJobs.id, jobId));
}
