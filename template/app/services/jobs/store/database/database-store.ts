import { and, desc, eq, inArray, isNull, notInArray, or } from "drizzle-orm";
import { type Database, transaction } from "#app/core/db/index.ts";
import { jobRuns, scheduledJobs, schedulers } from "#app/services/jobs/tables.ts";
import { requestedRun, unknownJob } from "../decide.ts";
import type { JobStore } from "../job-store.ts";
import { advance, takeWaiting } from "./advance.ts";
import { beat } from "./beat.ts";
import { databaseTime } from "./database-time.ts";
import { lockJob, noteLastRun, openRuns, prune, type Time } from "./queries.ts";
import { pause, register } from "./register.ts";
import { factsOfRow, jobColumns, jobOfRow, rowOfRun, runOfRow, schedulerOfRow, unreadable } from "./rows.ts";

/**
 * Keeps jobs and runs in the database, for any number of schedulers.
 *
 * Two things make a tick run once: whoever moves a job's `lastTick` on holds its row until the transaction ends,
 * and no two rows of `job_runs` can have the same job and tick.
 */
export function createDatabaseStore(db: Database, time: Time = databaseTime): JobStore {
  const newestFirst = [desc(jobRuns.scheduledFor), desc(jobRuns.id)];
  return {
    lasting: true,
    time: () => time(db),
    register: (jobs, now) => register(db, jobs, now),
    async jobs() {
      const rows = await db
        .select(jobColumns)
        .from(scheduledJobs)
        .where(isNull(scheduledJobs.removedAt))
        .orderBy(scheduledJobs.id);
      return rows.map(jobOfRow);
    },
    async runs({ jobId, limit, over = false }) {
      const ofJob = jobId === undefined ? undefined : eq(jobRuns.jobId, jobId);
      const isOver = over ? notInArray(jobRuns.status, ["waiting", "running"]) : undefined;
      const rows = await db
        .select()
        .from(jobRuns)
        .where(and(ofJob, isOver))
        .orderBy(...newestFirst)
        .limit(limit);
      return rows.map(runOfRow);
    },
    async latest() {
      const last = db.select({ id: scheduledJobs.lastRunId }).from(scheduledJobs);
      const rows = await db
        .select()
        .from(jobRuns)
        .where(or(inArray(jobRuns.status, ["waiting", "running"]), inArray(jobRuns.id, last)))
        .orderBy(...newestFirst);
      return rows.map(runOfRow);
    },

    pause: (jobId, pausedAt, now) => pause(db, jobId, pausedAt, now),
    request: (jobId, now) =>
      transaction(db, async (tx) => {
        const facts = factsOfRow(await lockJob(tx, jobId)) ?? unreadable(jobId);
        const run = rowOfRun(requestedRun(facts, await openRuns(tx, [jobId]), now), now);
        const [row] = await tx.insert(jobRuns).values(run).returning();
        if (!row) throw unknownJob(jobId);
        return runOfRow(row);
      }),

    advance: (due, claim) => advance(db, time, due, claim),
    takeWaiting: (jobs, claim) => takeWaiting(db, time, jobs, claim),
    finish: (runId, scheduler, { status, message }, now) =>
      transaction(db, async (tx) => {
        const mine = and(
          eq(jobRuns.id, runId),
          eq(jobRuns.status, "running"),
          eq(jobRuns.scheduler, scheduler),
        );
        const [row] = await tx
          .update(jobRuns)
          .set({ status, message, finishedAt: new Date(now) })
          .where(mine)
          .returning({ jobId: jobRuns.jobId });
        if (!row) return false;
        await noteLastRun(tx, row.jobId, runId);
        await prune(tx, row.jobId);
        return true;
      }),

    beat: (sign) => beat(db, time, sign),
    async schedulers() {
      const rows = await db.select().from(schedulers);
      return rows.map(schedulerOfRow).filter((record) => record !== undefined);
    },
    async leave(scheduler) {
      await db.delete(schedulers).where(eq(schedulers.id, scheduler));
    },
  };
}
