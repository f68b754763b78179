import { and, eq, inArray, isNull } from "drizzle-orm";
import { type Database, transaction } from "#app/core/db/index.ts";
import type { JobFacts } from "#app/services/jobs/job/job.ts";
import type { Plan } from "#app/services/jobs/plan/plan.ts";
import { jobRuns, scheduledJobs } from "#app/services/jobs/tables.ts";
import { runsOf, startable } from "../decide.ts";
import type { Claim, Due } from "../job-store.ts";
import type { Run } from "../run.ts";
import { lockJob, openRuns, prune, type Time, writeRuns } from "./queries.ts";
import { factsOfRow, runOfRow, timeOf, unreadable } from "./rows.ts";

/** So many jobs are decided about in one transaction: many are fast together, and others get their turn between. */
const BATCH = 100;

interface Move {
  job: JobFacts;
  from: Date;
  plan: Plan;
}

interface Advance {
  started: Run[];
  lookAt: (number | undefined)[];
}

/** See `JobStore.advance`. */
export async function advance(db: Database, time: Time, due: readonly Due[], claim: Claim): Promise<Advance> {
  const all: Advance = { started: [], lookAt: [] };
  for (let from = 0; from < due.length; from += BATCH) {
    const { moves, lookAt } = await planBatch(db, due.slice(from, from + BATCH));
    // Read without a transaction: nearly always another scheduler was first, or nothing is due.
    if (moves.length > 0) {
      all.started.push(...(await transaction(db, (tx) => startMoves(tx, time, moves, claim))));
    }
    all.lookAt.push(...lookAt);
  }
  return all;
}

async function planBatch(db: Database, due: readonly Due[]) {
  const ids = due.map(({ job }) => job.id);
  const rows = await db
    .select({ id: scheduledJobs.id, lastTick: scheduledJobs.lastTick })
    .from(scheduledJobs)
    .where(and(inArray(scheduledJobs.id, ids), isNull(scheduledJobs.removedAt)));
  const lastTicks = new Map(rows.map(({ id, lastTick }) => [id, lastTick]));
  const moves: Move[] = [];
  const lookAt = due.map(({ job, plan }) => {
    const from = lastTicks.get(job.id);
    // One that was spoilt is mended by the next scheduler that starts.
    if (!from || timeOf(from) === null) return undefined;
    const planned = plan(from.getTime());
    if (planned.lastTick !== from.getTime()) moves.push({ job, from, plan: planned });
    return planned.lookAt;
  });
  return { moves, lookAt };
}

async function startMoves(tx: Database, time: Time, moves: Move[], claim: Claim): Promise<Run[]> {
  const won: Move[] = [];
  // In the same order everywhere, so that two schedulers never wait for each other.
  for (const move of moves.toSorted((one, other) => (one.job.id < other.job.id ? -1 : 1))) {
    const [row] = await tx
      .update(scheduledJobs)
      .set({ lastTick: new Date(move.plan.lastTick) })
      .where(and(eq(scheduledJobs.id, move.job.id), eq(scheduledJobs.lastTick, move.from)))
      .returning({ pausedAt: scheduledJobs.pausedAt });
    if (row?.pausedAt === null) won.push(move);
  }
  if (won.length === 0) return [];
  const open = Map.groupBy(
    await openRuns(
      tx,
      won.map(({ job }) => job.id),
    ),
    ({ jobId }) => jobId,
  );
  const runs = won.flatMap(({ job, plan }) => runsOf(job, plan, open.get(job.id) ?? [], claim));
  const written = await writeRuns(tx, runs, (await time(tx)) + claim.lease);
  const ended = new Set(written.filter(({ finishedAt }) => finishedAt !== null).map(({ jobId }) => jobId));
  for (const jobId of ended) await prune(tx, jobId);
  return written.filter(({ status }) => status === "running");
}

/** See `JobStore.takeWaiting`. */
export async function takeWaiting(
  db: Database,
  time: Time,
  jobs: readonly JobFacts[],
  claim: Claim,
): Promise<Run[]> {
  const rows = await db
    .selectDistinct({ jobId: jobRuns.jobId })
    .from(jobRuns)
    .where(eq(jobRuns.status, "waiting"));
  const waiting = new Set(rows.map(({ jobId }) => jobId));
  const taken: Run[] = [];
  for (const { id } of jobs) {
    if (waiting.has(id)) taken.push(...(await transaction(db, (tx) => take(tx, time, id, claim))));
  }
  return taken;
}

async function take(
  tx: Database,
  time: Time,
  jobId: string,
  { scheduler, now, lease }: Claim,
): Promise<Run[]> {
  const facts = factsOfRow(await lockJob(tx, jobId)) ?? unreadable(jobId);
  const ids = startable(facts, await openRuns(tx, [jobId])).map(({ id }) => id);
  if (ids.length === 0) return [];
  const leaseUntil = new Date((await time(tx)) + lease);
  const rows = await tx
    .update(jobRuns)
    .set({ status: "running", startedAt: new Date(now), scheduler, leaseUntil })
    .where(inArray(jobRuns.id, ids))
    .returning();
  return rows.map(runOfRow);
}
