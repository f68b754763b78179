import { AppError } from "../errors/index.ts";
import type { Job } from "./job.ts";
import { createTicks } from "./ticks.ts";

/** What setTimeout accepts at the most: 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Checks every job before the first one starts.
 *
 * @throws AppError `jobs.invalid` that lists every fault of every job
 */
export function validateJobs(jobs: readonly Job[]): void {
  const details = jobs.flatMap((job, index) => {
    const name = job.id === "" ? `job ${index + 1} of the list` : job.id;
    return findJobFaults(job, jobs.slice(0, index)).map((fault) => `${name}: ${fault}`);
  });
  if (details.length === 0) return;
  throw new AppError({
    code: "jobs.invalid",
    category: "invalid",
    message: `${details.length === 1 ? "A job is" : "Some jobs are"} not defined well, so the scheduler was not started.`,
    hint: "Correct app/components/scheduler/jobs.ts, or the file where the job is defined.",
    details,
  });
}

function findJobFaults(job: Job, before: readonly Job[]): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  check(/^[a-z][a-z0-9-]{0,62}$/.test(job.id), "the id must be kebab-case, at most 63 characters");
  check(!before.some(({ id }) => id === job.id), "another job has the same id");
  const zoneExists = isTimeZone(job.timeZone);
  check(zoneExists, `"${job.timeZone}" is not a time zone; write one as in "Europe/London"`);
  // Without its zone a schedule cannot be checked.
  if (zoneExists) faults.push(...findScheduleFaults(job));
  check(job.grace >= 0, 'grace must be a duration such as "1h"');
  check(isWhole(job.backlog, 1, 1_000), "backlog must be a whole number from 1 to 1000");
  check(job.jitter >= 0 && job.jitter <= MAX_TIMER_MS, 'jitter must be a duration such as "30s"');
  check(job.timeout > 0 && job.timeout <= MAX_TIMER_MS, 'timeout must be a duration above 0, at most "24d"');
  return faults;
}

function findScheduleFaults({ schedule, timeZone, jitter }: Job): string[] {
  if (schedule.kind === "at") {
    return Number.isNaN(schedule.time) ? ["at() must get a Date, or a text with its offset (…Z)"] : [];
  }
  if (schedule.kind === "every") {
    if (!(schedule.length > 0)) return ['every() must get a duration above 0, such as "15m"'];
    if (schedule.length < 1_000) return ["every() must be one second or more"];
    return jitter < schedule.length ? [] : ["jitter must be shorter than the interval"];
  }
  const fields = schedule.expression.split(/\s+/).length;
  const isNickname = schedule.expression.startsWith("@");
  if (!isNickname && fields !== 5 && fields !== 6) {
    return [`cron("${schedule.expression}") must have five fields, or six with seconds first`];
  }
  try {
    const firstTick = createTicks({ schedule, timeZone }).next(0);
    return firstTick === undefined ? [`cron("${schedule.expression}") never comes`] : [];
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, "") : String(error);
    return [`cron("${schedule.expression}") cannot be read: ${why}`];
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

const isWhole = (number: number, least: number, most: number) =>
  Number.isInteger(number) && number >= least && number <= most;
