import { and, eq, inArray, isNull } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import { decideRuns, findStartableRuns } from "../decide-runs.ts";
import type { JobDefinition } from "../job.ts";
import type { AdvanceResult, DueJob, RunClaim } from "../job-store.ts";
import type { Plan } from "../plan.ts";
import type { Run } from "../run.ts";
import { insertRuns, lockJob, pruneRuns, readOpenRuns } from "./queries.ts";
import { createUnreadableJob, parseDefinition, toRun, toTime } from "./rows.ts";
import type { StoreContext } from "./tables.ts";

/** How many jobs are decided in one transaction: many are fast together, and other schedulers write in between. */
const JOBS_PER_TRANSACTION = 100;

interface PlannedMove {
  readonly job: JobDefinition;
  readonly from: Date;
  readonly plan: Plan;
}

/** See `JobStore.advance`. */
export async function advance(
  context: StoreContext,
  due: readonly DueJob[],
  claim: RunClaim,
): Promise<AdvanceResult> {
  const started: Run[] = [];
  const lookAt: (number | undefined)[] = [];
  for (let from = 0; from < due.length; from += JOBS_PER_TRANSACTION) {
    const batch = await planBatch(context, due.slice(from, from + JOBS_PER_TRANSACTION));
    // Read without a transaction: nearly always another scheduler was first, or no tick is due.
    if (batch.moves.length > 0) {
      started.push(...(await context.transaction((tx) => startMoves(tx, context, batch.moves, claim))));
    }
    lookAt.push(...batch.lookAt);
  }
  return { started, lookAt };
}

async function planBatch({ db, tables: { scheduledJobs } }: StoreContext, due: readonly DueJob[]) {
  const ids = due.map(({ job }) => job.id);
  const rows = await db
    .select({ id: scheduledJobs.id, lastTick: scheduledJobs.lastTick })
    .from(scheduledJobs)
    .where(and(inArray(scheduledJobs.id, ids), isNull(scheduledJobs.removedAt)));
  const lastTicks = new Map(rows.map(({ id, lastTick }) => [id, lastTick]));
  const moves: PlannedMove[] = [];
  const lookAt = due.map(({ job, plan }) => {
    const from = lastTicks.get(job.id);
    // A damaged record is repaired by the next scheduler that starts.
    if (!from || toTime(from) === null) return undefined;
    const planned = plan(from.getTime());
    if (planned.lastTick !== from.getTime()) moves.push({ job, from, plan: planned });
    return planned.lookAt;
  });
  return { moves, lookAt };
}

async function startMoves(
  tx: PortableDb,
  { tables, time }: StoreContext,
  moves: readonly PlannedMove[],
  claim: RunClaim,
): Promise<Run[]> {
  const { scheduledJobs } = tables;
  const won: PlannedMove[] = [];
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
  const wonIds = won.map(({ job }) => job.id);
  const open = Map.groupBy(await readOpenRuns(tx, tables, wonIds), ({ jobId }) => jobId);
  const runs = won.flatMap(({ job, plan }) => decideRuns(job, plan, open.get(job.id) ?? [], claim));
  const stored = await insertRuns(tx, tables, runs, (await time(tx)) + claim.lease);
  const ended = new Set(stored.filter(({ finishedAt }) => finishedAt !== null).map(({ jobId }) => jobId));
  for (const jobId of ended) await pruneRuns(tx, tables, jobId);
  return stored.filter(({ status }) => status === "running");
}

/** See `JobStore.takeWaiting`. */
export async function takeWaiting(
  context: StoreContext,
  jobs: readonly JobDefinition[],
  claim: RunClaim,
): Promise<Run[]> {
  const { jobRuns } = context.tables;
  const rows = await context.db
    .selectDistinct({ jobId: jobRuns.jobId })
    .from(jobRuns)
    .where(eq(jobRuns.status, "waiting"));
  const waiting = new Set(rows.map(({ jobId }) => jobId));
  const taken: Run[] = [];
  for (const { id } of jobs) {
    if (waiting.has(id)) taken.push(...(await context.transaction((tx) => take(tx, context, id, claim))));
  }
  return taken;
}

async function take(
  tx: PortableDb,
  { tables, time }: StoreContext,
  jobId: string,
  { scheduler, now, lease }: RunClaim,
): Promise<Run[]> {
  const { jobRuns } = tables;
  const definition = parseDefinition(await lockJob(tx, tables, jobId)) ?? createUnreadableJob(jobId);
  const ids = findStartableRuns(definition, await readOpenRuns(tx, tables, [jobId])).map(({ id }) => id);
  if (ids.length === 0) return [];
  const leaseUntil = new Date((await time(tx)) + lease);
  const rows = await tx
    .update(jobRuns)
    .set({ status: "running", startedAt: new Date(now), scheduler, leaseUntil })
    .where(inArray(jobRuns.id, ids))
    .returning();
  return rows.map(toRun);
}
