import { isDeepStrictEqual } from "node:util";
import { and, eq, isNotNull, isNull, notInArray } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import { isRescheduled } from "../decide-runs.ts";
import type { JobDefinition } from "../job.ts";
import { lockJob } from "./queries.ts";
import { getJobColumns, getStoredDefinition, toTime } from "./rows.ts";
import type { JobTables, StoreContext } from "./tables.ts";

/** How many jobs are stored with one statement. */
const JOBS_PER_STATEMENT = 100;

/** See `JobStore.register`. */
export async function register(
  { tables, transaction }: StoreContext,
  jobs: readonly JobDefinition[],
  now: number,
): Promise<void> {
  const { scheduledJobs } = tables;
  const at = new Date(now);
  await transaction(async (tx) => {
    const ids = jobs.map(({ id }) => id);
    await tx
      .update(scheduledJobs)
      .set({ removedAt: at })
      .where(
        and(isNull(scheduledJobs.removedAt), ids.length > 0 ? notInArray(scheduledJobs.id, ids) : undefined),
      );
    const sorted = jobs.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const toRow = (facts: JobDefinition) => ({ id: facts.id, facts, lastTick: at });
    for (let from = 0; from < sorted.length; from += JOBS_PER_STATEMENT) {
      const rows = sorted.slice(from, from + JOBS_PER_STATEMENT).map(toRow);
      await tx.insert(scheduledJobs).values(rows).onConflictDoNothing();
    }
    const unchanged = await readUnchanged(tx, tables, sorted);
    for (const facts of sorted) {
      if (unchanged.has(facts.id)) continue;
      // A job that was removed and is defined again has missed no tick meanwhile.
      await tx
        .insert(scheduledJobs)
        .values(toRow(facts))
        .onConflictDoUpdate({
          target: scheduledJobs.id,
          set: { facts, lastTick: at, removedAt: null },
          setWhere: isNotNull(scheduledJobs.removedAt),
        });
      const known = await lockJob(tx, tables, facts.id);
      const before = getStoredDefinition(known);
      // From a damaged record it is unknown what was missed: its job counts from now on.
      const isSame = before && toTime(known.lastTick) !== null && !isRescheduled(before, facts);
      const lastTick = isSame ? known.lastTick : at;
      await tx.update(scheduledJobs).set({ facts, lastTick }).where(eq(scheduledJobs.id, facts.id));
    }
  });
}

/** The ids of the jobs that are stored as they are: nearly all, at nearly every start. */
async function readUnchanged(
  tx: PortableDb,
  { scheduledJobs }: JobTables,
  jobs: readonly JobDefinition[],
): Promise<Set<string>> {
  const rows = await tx
    .select(getJobColumns(scheduledJobs))
    .from(scheduledJobs)
    .where(isNull(scheduledJobs.removedAt));
  const sound = rows.filter(({ lastTick }) => toTime(lastTick) !== null);
  const stored = new Map(sound.map((row) => [row.id, getStoredDefinition(row)]));
  // As the column holds them, without what is undefined.
  const isStored = (definition: JobDefinition) =>
    isDeepStrictEqual(stored.get(definition.id), JSON.parse(JSON.stringify(definition)));
  return new Set(jobs.filter(isStored).map(({ id }) => id));
}

/** See `JobStore.pause`. */
export async function pause(
  { tables, transaction }: StoreContext,
  jobId: string,
  pausedAt: number | null,
  now: number,
): Promise<void> {
  const { scheduledJobs } = tables;
  await transaction(async (tx) => {
    const known = await lockJob(tx, tables, jobId);
    const isResumed = pausedAt === null && known.pausedAt !== null;
    await tx
      .update(scheduledJobs)
      .set({
        pausedAt: pausedAt === null ? null : new Date(pausedAt),
        ...(isResumed && { lastTick: new Date(Math.max(now, toTime(known.lastTick) ?? 0)) }),
      })
      .where(eq(scheduledJobs.id, jobId));
  });
}
