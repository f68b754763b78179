import { and, eq, inArray, lt } from "drizzle-orm";
import { type Database, transaction } from "#app/core/db/index.ts";
import { jobRuns, schedulers } from "#app/services/jobs/tables.ts";
import { BURIED } from "../decide.ts";
import type { Beat, BeatResult } from "../job-store.ts";
import { noteLastRun, type Time } from "./queries.ts";
import { runOfRow } from "./rows.ts";

/** A scheduler that has not been seen for so long is forgotten, in milliseconds. */
const FORGET = 10 * 60_000;

/** See `JobStore.beat`. */
export async function beat(
  db: Database,
  time: Time,
  { now, lease, running, ...scheduler }: Beat,
): Promise<BeatResult> {
  const measured = await time(db);
  const skew = now - measured;
  const seen = { ...scheduler, startedAt: new Date(scheduler.startedAt), seenAt: new Date(measured), skew };
  return transaction(db, async (tx) => {
    await tx.insert(schedulers).values(seen).onConflictDoUpdate({ target: schedulers.id, set: seen });
    await tx.delete(schedulers).where(lt(schedulers.seenAt, new Date(measured - FORGET)));
    const renewed = await renew(tx, scheduler.id, running, new Date(measured + lease));
    const buried = await tx
      .update(jobRuns)
      .set({ status: "failed", message: BURIED, finishedAt: new Date(now) })
      .where(and(eq(jobRuns.status, "running"), lt(jobRuns.leaseUntil, new Date(measured))))
      .returning();
    for (const { jobId, id } of buried) await noteLastRun(tx, jobId, id);
    return { skew, lost: running.filter((id) => !renewed.has(id)), buried: buried.map(runOfRow) };
  });
}

async function renew(tx: Database, scheduler: string, running: readonly string[], leaseUntil: Date) {
  if (running.length === 0) return new Set<string>();
  const rows = await tx
    .update(jobRuns)
    .set({ leaseUntil })
    .where(
      and(inArray(jobRuns.id, [...running]), eq(jobRuns.status, "running"), eq(jobRuns.scheduler, scheduler)),
    )
    .returning({ id: jobRuns.id });
  return new Set(rows.map(({ id }) => id));
}
