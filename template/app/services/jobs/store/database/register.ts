import { isDeepStrictEqual } from "node:util";
import { and, eq, isNotNull, isNull, notInArray } from "drizzle-orm";
import { type Database, transaction } from "#app/core/db/index.ts";
import type { JobFacts } from "#app/services/jobs/job/job.ts";
import { scheduledJobs } from "#app/services/jobs/tables.ts";
import { isRescheduled } from "../decide.ts";
import { lockJob } from "./queries.ts";
import { jobColumns, storedFacts, timeOf } from "./rows.ts";

/** So many jobs are written down with one statement. */
const BATCH = 100;

/** See `JobStore.register`. */
export async function register(db: Database, jobs: readonly JobFacts[], now: number): Promise<void> {
  const at = new Date(now);
  await transaction(db, async (tx) => {
    const ids = jobs.map(({ id }) => id);
    await tx
      .update(scheduledJobs)
      .set({ removedAt: at })
      .where(
        and(isNull(scheduledJobs.removedAt), ids.length > 0 ? notInArray(scheduledJobs.id, ids) : undefined),
      );
    const sorted = jobs.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const freshOf = (facts: JobFacts) => ({ id: facts.id, facts, lastTick: at });
    for (let from = 0; from < sorted.length; from += BATCH) {
      const fresh = sorted.slice(from, from + BATCH).map(freshOf);
      await tx.insert(scheduledJobs).values(fresh).onConflictDoNothing();
    }
    const unchanged = await unchangedOf(tx, sorted);
    for (const facts of sorted) {
      if (unchanged.has(facts.id)) continue;
      const fresh = freshOf(facts);
      // One that was removed and is back has not missed anything meanwhile.
      await tx
        .insert(scheduledJobs)
        .values(fresh)
        .onConflictDoUpdate({
          target: scheduledJobs.id,
          set: { facts, lastTick: at, removedAt: null },
          setWhere: isNotNull(scheduledJobs.removedAt),
        });
      const known = await lockJob(tx, facts.id);
      const before = storedFacts(known);
      // A record that was spoilt tells nothing of what was missed: its job counts from now on.
      const isSame = before && timeOf(known.lastTick) !== null && !isRescheduled(before, facts);
      const lastTick = isSame ? known.lastTick : at;
      await tx.update(scheduledJobs).set({ facts, lastTick }).where(eq(scheduledJobs.id, facts.id));
    }
  });
}

/** The ids of those that are known as they are: nearly all, at nearly every start. */
async function unchangedOf(tx: Database, jobs: readonly JobFacts[]): Promise<Set<string>> {
  const rows = await tx.select(jobColumns).from(scheduledJobs).where(isNull(scheduledJobs.removedAt));
  const sound = rows.filter(({ lastTick }) => timeOf(lastTick) !== null);
  const known = new Map(sound.map((row) => [row.id, storedFacts(row)]));
  // As the column holds them, without what is undefined.
  const isKnown = (facts: JobFacts) =>
    isDeepStrictEqual(known.get(facts.id), JSON.parse(JSON.stringify(facts)));
  return new Set(jobs.filter(isKnown).map(({ id }) => id));
}

/** See `JobStore.pause`. */
export async function pause(
  db: Database,
  jobId: string,
  pausedAt: number | null,
  now: number,
): Promise<void> {
  await transaction(db, async (tx) => {
    const known = await lockJob(tx, jobId);
    const isResumed = pausedAt === null && known.pausedAt !== null;
    await tx
      .update(scheduledJobs)
      .set({
        pausedAt: pausedAt === null ? null : new Date(pausedAt),
        ...(isResumed && { lastTick: new Date(Math.max(now, timeOf(known.lastTick) ?? 0)) }),
      })
      .where(eq(scheduledJobs.id, jobId));
  });
}
