import { formatSchedule } from "./format-schedule.ts";
import { computeJitter } from "./jitter.ts";
import type { JobRecord, SchedulerRecord } from "./job-store.ts";
import { CLOCK_SKEW_TOLERANCE_MS } from "./plan.ts";
import type { JobReport, JobState, RunReport, SchedulerReport } from "./report.ts";
import { isFinished, type Run } from "./run.ts";
import { createTicks, type Ticks } from "./ticks.ts";

/** A scheduler sends a heartbeat every 5 s; one that sent none for longer than this is considered dead. */
const HEARTBEAT_TIMEOUT_MS = 20_000;

/** How many of its next ticks a report of a job lists. */
const LISTED_TICKS = 5;

/** Clocks of several machines may differ by this without any having been set. */
const CLOCK_TOLERANCE_MS = 10_000;

/** A job as it is reported. @param runs of the job, those that have not ended and the one that last ended */
export function describeJob(job: JobRecord, runs: readonly Run[], now: number): JobReport {
  const { id, description, timeZone, overlap, misfire, grace, jitter, timeout } = job;
  const open = runs.filter((run) => !isFinished(run));
  const current = open.find(({ status }) => status === "running") ?? open[0];
  const last = runs.find(isFinished);
  const next = job.pausedAt === null ? findNextTicks(job, now) : [];
  return {
    id,
    description,
    schedule: formatSchedule(job),
    timeZone,
    state: getJobState(job, current, next),
    pausedAt: toInstant(job.pausedAt),
    next: next.map((tick) => new Date(tick + computeJitter(id, tick, jitter)).toISOString()),
    current: current ? describeRun(current) : null,
    last: last ? describeRun(last) : null,
    overlap,
    misfire,
    grace,
    jitter,
    timeout,
  };
}

/** See `JobsReport`. Decisions that lie even further ahead are ignored by the scheduler, too. */
export function findDecidedUntil(jobs: readonly JobRecord[], now: number): string | null {
  const ahead = jobs
    .filter(({ pausedAt }) => pausedAt === null)
    .map(({ lastTick }) => lastTick)
    .filter((tick) => tick > now + CLOCK_TOLERANCE_MS && tick <= now + CLOCK_SKEW_TOLERANCE_MS);
  return ahead.length === 0 ? null : new Date(Math.max(...ahead)).toISOString();
}

function getJobState({ pausedAt }: JobRecord, current: Run | undefined, next: readonly number[]): JobState {
  if (current) return current.status === "running" ? "running" : "waiting";
  if (pausedAt !== null) return "paused";
  return next.length > 0 ? "scheduled" : "over";
}

/** Later than the last decision: a clock that was set back does not announce those ticks again. */
function findNextTicks(job: JobRecord, now: number): number[] {
  const ticks: Ticks = createTicks(job);
  const found: number[] = [];
  let tick = ticks.next(Math.max(now, job.lastTick));
  while (tick !== undefined && found.length < LISTED_TICKS) {
    found.push(tick);
    tick = ticks.next(tick);
  }
  return found;
}

/** A run as it is reported. */
export function describeRun(run: Run): RunReport {
  const { startedAt, finishedAt } = run;
  return {
    ...run,
    scheduledFor: new Date(run.scheduledFor).toISOString(),
    startedAt: toInstant(startedAt),
    finishedAt: toInstant(finishedAt),
    duration: startedAt === null || finishedAt === null ? null : Math.max(0, finishedAt - startedAt),
  };
}

/** A scheduler as it is reported. @param storeTime milliseconds since 1970 by the clock that `seenAt` was written with */
export function describeScheduler(record: SchedulerRecord, storeTime: number): SchedulerReport {
  return {
    ...record,
    startedAt: new Date(record.startedAt).toISOString(),
    seenAt: new Date(record.seenAt).toISOString(),
    alive: storeTime - record.seenAt <= HEARTBEAT_TIMEOUT_MS,
  };
}

const toInstant = (time: number | null) => (time === null ? null : new Date(time).toISOString());
