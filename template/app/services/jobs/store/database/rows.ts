import { getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import { parseJson } from "#app/core/parse-json.ts";
import { type JobFacts, jobFacts } from "#app/services/jobs/job/job.ts";
import { type jobRuns, scheduledJobs, type schedulers } from "#app/services/jobs/tables.ts";
import type { NewRun } from "../decide.ts";
import type { JobRecord, SchedulerRecord } from "../job-store.ts";
import { type Run, runStatus, runTrigger } from "../run.ts";

/** The columns of a job, the JSON as the driver gives it: one that is none would fail the reading of all rows. */
export const jobColumns = { ...getTableColumns(scheduledJobs), facts: sql<unknown>`${scheduledJobs.facts}` };

export type JobRow = Omit<typeof scheduledJobs.$inferSelect, "facts"> & { facts: unknown };

/** The definition in a row; undefined where another program has spoilt it. A scheduler that starts writes it anew. */
export const factsOfRow = (row: Pick<JobRow, "facts">): JobFacts | undefined =>
  jobFacts.safeParse(storedFacts(row)).data;

/** The same as it stands there, which another version of this application may have written. */
export function storedFacts({ facts }: Pick<JobRow, "facts">): object | undefined {
  const value = typeof facts === "string" ? parseJson(facts) : facts;
  return typeof value === "object" && value !== null ? value : undefined;
}

/** A job as the database has it, as everybody else knows it. */
export const jobOfRow = (row: JobRow): JobRecord => ({
  ...(factsOfRow(row) ?? unreadable(row.id)),
  lastTick: timeOf(row.lastTick) ?? 0,
  pausedAt: timeOf(row.pausedAt),
});

/** Stands in for a definition that cannot be read, so that the job can be seen. It has no tick. */
export const unreadable = (id: string): JobFacts => ({
  id,
  description: "The record of this job cannot be read. A scheduler that starts writes it anew.",
  schedule: { kind: "at", time: 0 },
  timeZone: "UTC",
  overlap: "skip",
  misfire: "skip",
  grace: 0,
  backlog: 0,
  jitter: 0,
  timeout: 0,
});

/** What a run's row may hold instead of what was written, and what is then shown. */
const spoiltRun = z.object({
  status: runStatus.catch("failed"),
  trigger: runTrigger.catch("schedule"),
  message: z.string().nullable().catch(null),
  ticks: z.number().catch(1),
  scheduler: z.string().nullable().catch(null),
});

/** A run as the database has it, as everybody else knows it. */
export const runOfRow = (row: typeof jobRuns.$inferSelect): Run => ({
  ...spoiltRun.parse(row),
  id: row.id,
  jobId: row.jobId,
  scheduledFor: timeOf(row.scheduledFor) ?? 0,
  startedAt: timeOf(row.startedAt),
  finishedAt: timeOf(row.finishedAt),
});

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

/** A scheduler as everybody else knows it; undefined where its row tells no time. */
export function schedulerOfRow(row: typeof schedulers.$inferSelect): SchedulerRecord | undefined {
  const [startedAt, seenAt] = [timeOf(row.startedAt), timeOf(row.seenAt)];
  return startedAt === null || seenAt === null ? undefined : { ...row, startedAt, seenAt };
}

/** Null also for what is no time: a column may hold anything. */
export function timeOf(date: Date | null): number | null {
  const time = date?.getTime() ?? Number.NaN;
  return Number.isNaN(time) ? null : time;
}

const dateOf = (time: number | null) => (time === null ? null : new Date(time));
