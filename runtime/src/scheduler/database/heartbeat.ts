import { and, eq, inArray, lt } from "drizzle-orm";
import type { PortableDb } from "../../database/index.ts";
import { EXPIRED_LEASE_MESSAGE } from "../decide-runs.ts";
import type { HeartbeatResult, SchedulerHeartbeat } from "../job-store.ts";
import { setLastRun } from "./queries.ts";
import { toRun } from "./rows.ts";
import type { JobTables, StoreContext } from "./tables.ts";

/** How long the last heartbeat of a scheduler is kept. */
const HEARTBEAT_RETENTION_MS = 10 * 60_000;

/** See `JobStore.recordHeartbeat`. */
export async function recordHeartbeat(
  { db, tables, transaction, time }: StoreContext,
  { now, lease, running, ...scheduler }: SchedulerHeartbeat,
): Promise<HeartbeatResult> {
  const { jobRuns, schedulers } = tables;
  const measured = await time(db);
  const skew = now - measured;
  const seen = { ...scheduler, startedAt: new Date(scheduler.startedAt), seenAt: new Date(measured), skew };
  return transaction(async (tx) => {
    await tx.insert(schedulers).values(seen).onConflictDoUpdate({ target: schedulers.id, set: seen });
    await tx.delete(schedulers).where(lt(schedulers.seenAt, new Date(measured - HEARTBEAT_RETENTION_MS)));
    const renewed = await renewLeases(tx, tables, scheduler.id, running, new Date(measured + lease));
    const expired = await tx
      .update(jobRuns)
      .set({ status: "failed", message: EXPIRED_LEASE_MESSAGE, finishedAt: new Date(now) })
      .where(and(eq(jobRuns.status, "running"), lt(jobRuns.leaseUntil, new Date(measured))))
      .returning();
    for (const { jobId, id } of expired) await setLastRun(tx, tables, jobId, id);
    return { skew, lost: running.filter((id) => !renewed.has(id)), expired: expired.map(toRun) };
  });
}

async function renewLeases(
  tx: PortableDb,
  { jobRuns }: JobTables,
  scheduler: string,
  running: readonly string[],
  leaseUntil: Date,
): Promise<Set<string>> {
  if (running.length === 0) return new Set();
  const rows = await tx
    .update(jobRuns)
    .set({ leaseUntil })
    .where(
      and(inArray(jobRuns.id, [...running]), eq(jobRuns.status, "running"), eq(jobRuns.scheduler, scheduler)),
    )
    .returning({ id: jobRuns.id });
  return new Set(rows.map(({ id }) => id));
}
