import type { jobRuns, scheduledJobs } from "#app/services/jobs/tables.ts";
import type { NewRun } from "../decide.ts";
import type { JobRecord } from "../job-store.ts";
import type { Run } from "../run.ts";

/** A job as the database has it, as everybody else knows it. */
export const jobOfRow = ({ facts, lastTick, pausedAt }: typeof scheduledJobs.$inferSelect): JobRecord => ({
  ...facts,
  lastTick: lastTick.getTime(),
  pausedAt: timeOf(pausedAt),
});

/** A run as the database has it, as everybody else knows it. */
export function runOfRow({ tick: _, leaseUntil: __, ...row }: typeof jobRuns.$inferSelect): Run {
  return {
    ...row,
    scheduledFor: row.scheduledFor.getTime(),
    startedAt: timeOf(row.startedAt),
    finishedAt: timeOf(row.finishedAt),
  };
}

/** A run as the database takes it. @param leaseUntil milliseconds since 1970, by the database's clock */
export function rowOfRun(run: NewRun, leaseUntil: number): typeof jobRuns.$inferInsert {
  const scheduledFor = new Date(run.scheduledFor);
  return {
    ...run,
    scheduledFor,
    tick: run.trigger === "request" ? null : scheduledFor,
    startedAt: dateOf(run.startedAt),
    finishedAt: dateOf(run.finishedAt),
    leaseUntil: run.status === "running" ? new Date(leaseUntil) : null,
  };
}

const timeOf = (date: Date | null) => date?.getTime() ?? null;
const dateOf = (time: number | null) => (time === null ? null : new Date(time));
