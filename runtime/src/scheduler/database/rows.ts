import { getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import { parseJson } from "../../json/index.ts";
import type { NewRun } from "../decide-runs.ts";
import { type JobDefinition, jobDefinition } from "../job.ts";
import type { JobRecord, SchedulerRecord } from "../job-store.ts";
import { type Run, runStatus, runTrigger } from "../run.ts";
import type { JobTables } from "./tables.ts";

type JobTable = JobTables["scheduledJobs"];
type RunTable = JobTables["jobRuns"];

/** The columns of a job, the JSON as the driver returns it: one that is malformed would fail the reading of all rows. */
export const getJobColumns = (table: JobTable) => ({
  ...getTableColumns(table),
  facts: sql<unknown>`${table.facts}`,
});

/** A row of a job whose definition is not checked yet. */
export type JobRow = Omit<JobTable["$inferSelect"], "facts"> & { facts: unknown };

/** The definition in a row; undefined where another program has damaged it. A scheduler that starts stores it anew. */
export const parseDefinition = (row: Pick<JobRow, "facts">): JobDefinition | undefined =>
  jobDefinition.safeParse(getStoredDefinition(row)).data;

/** The same as it is stored, possibly by another version of this application. */
export function getStoredDefinition({ facts }: Pick<JobRow, "facts">): object | undefined {
  const value = typeof facts === "string" ? parseJson(facts) : facts;
  return typeof value === "object" && value !== null ? value : undefined;
}

/** The job in a row. */
export const toJobRecord = (row: JobRow): JobRecord => ({
  ...(parseDefinition(row) ?? createUnreadableJob(row.id)),
  lastTick: toTime(row.lastTick) ?? 0,
  pausedAt: toTime(row.pausedAt),
});

/** Stands in for a definition that cannot be read, so that the job is listed. It has no tick. */
export const createUnreadableJob = (id: string): JobDefinition => ({
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

/** What a run's row may hold instead of what was stored, and what is then shown. */
const damagedRun = z.object({
  status: runStatus.catch("failed"),
  trigger: runTrigger.catch("schedule"),
  message: z.string().nullable().catch(null),
  ticks: z.number().catch(1),
  scheduler: z.string().nullable().catch(null),
});

/** The run in a row. */
export const toRun = (row: RunTable["$inferSelect"]): Run => ({
  ...damagedRun.parse(row),
  id: row.id,
  jobId: row.jobId,
  scheduledFor: toTime(row.scheduledFor) ?? 0,
  startedAt: toTime(row.startedAt),
  finishedAt: toTime(row.finishedAt),
});

/** The row of a run. @param leaseUntil milliseconds since 1970, by the database's clock */
export function toRunRow(run: NewRun, leaseUntil: number): RunTable["$inferInsert"] {
  const scheduledFor = new Date(run.scheduledFor);
  return {
    ...run,
    scheduledFor,
    tick: run.trigger === "request" ? null : scheduledFor,
    startedAt: toDate(run.startedAt),
    finishedAt: toDate(run.finishedAt),
    leaseUntil: run.status === "running" ? new Date(leaseUntil) : null,
  };
}

/** The scheduler in a row; undefined where one of its times cannot be read. */
export function toSchedulerRecord(row: JobTables["schedulers"]["$inferSelect"]): SchedulerRecord | undefined {
  const [startedAt, seenAt] = [toTime(row.startedAt), toTime(row.seenAt)];
  return startedAt === null || seenAt === null ? undefined : { ...row, startedAt, seenAt };
}

/** Milliseconds since 1970; null also for a date that is not valid, since a column of SQLite may hold anything. */
export function toTime(date: Date | null): number | null {
  const time = date?.getTime() ?? Number.NaN;
  return Number.isNaN(time) ? null : time;
}

const toDate = (time: number | null) => (time === null ? null : new Date(time));
