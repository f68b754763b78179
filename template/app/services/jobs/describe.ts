import { SKEW_TOLERANCE } from "./plan/plan.ts";
import type { JobReport, JobState, RunReport, SchedulerReport } from "./report.ts";
import type { JobRecord, SchedulerRecord } from "./store/job-store.ts";
import { isOver, type Run } from "./store/run.ts";
import { delayOf } from "./ticks/delay.ts";
import { type Ticks, ticksOf } from "./ticks/ticks.ts";
import { scheduleWords } from "./ticks/words.ts";

/** A scheduler beats every 5 s; one that was not seen for so many milliseconds is taken for dead. */
export const ALIVE = 20_000;

const NEXT = 5;

/** Clocks of several machines may differ by so many milliseconds without any having been set. */
const CLOCK_TOLERANCE_MS = 10_000;

/** @param runs of the job, those that are not over and the one that last ended */
export function describeJob(job: JobRecord, runs: readonly Run[], now: number): JobReport {
  const { id, description, timeZone, overlap, misfire, grace, jitter, timeout } = job;
  const open = runs.filter((run) => !isOver(run));
  const current = open.find(({ status }) => status === "running") ?? open[0];
  const last = runs.find(isOver);
  const next = job.pausedAt === null ? nextTicks(job, now) : [];
  return {
    id,
    description,
    schedule: scheduleWords(job),
    timeZone,
    state: stateOf(job, current, next),
    pausedAt: instant(job.pausedAt),
    next: next.map((tick) => new Date(tick + delayOf(id, tick, jitter)).toISOString()),
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
export function decidedUntil(jobs: readonly JobRecord[], now: number): string | null {
  const ahead = jobs
    .filter(({ pausedAt }) => pausedAt === null)
    .map(({ lastTick }) => lastTick)
    .filter((tick) => tick > now + CLOCK_TOLERANCE_MS && tick <= now + SKEW_TOLERANCE);
  return ahead.length === 0 ? null : new Date(Math.max(...ahead)).toISOString();
}

function stateOf({ pausedAt }: JobRecord, current: Run | undefined, next: readonly number[]): JobState {
  if (current) return current.status === "running" ? "running" : "waiting";
  if (pausedAt !== null) return "paused";
  return next.length > 0 ? "scheduled" : "over";
}

/** After what was decided about already: a clock that was set back does not promise those again. */
function nextTicks(job: JobRecord, now: number): number[] {
  const ticks: Ticks = ticksOf(job);
  const found: number[] = [];
  let tick = ticks.next(Math.max(now, job.lastTick));
  while (tick !== undefined && found.length < NEXT) {
    found.push(tick);
    tick = ticks.next(tick);
  }
  return found;
}

export function describeRun(run: Run): RunReport {
  const { startedAt, finishedAt } = run;
  return {
    ...run,
    scheduledFor: new Date(run.scheduledFor).toISOString(),
    startedAt: instant(startedAt),
    finishedAt: instant(finishedAt),
    duration: startedAt === null || finishedAt === null ? null : Math.max(0, finishedAt - startedAt),
  };
}

/** @param storeTime milliseconds since 1970 by the clock that `seenAt` was written with */
export function describeScheduler(record: SchedulerRecord, storeTime: number): SchedulerReport {
  return {
    ...record,
    startedAt: new Date(record.startedAt).toISOString(),
    seenAt: new Date(record.seenAt).toISOString(),
    alive: storeTime - record.seenAt <= ALIVE,
  };
}

const instant = (time: number | null) => (time === null ? null : new Date(time).toISOString());
