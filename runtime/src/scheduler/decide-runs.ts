import { AppError } from "../errors/index.ts";
import type { JobDefinition } from "./job.ts";
import type { RunClaim } from "./job-store.ts";
import type { MissedTicks, Plan } from "./plan.ts";
import type { Run } from "./run.ts";

/** A run that is yet to be stored. */
export type NewRun = Omit<Run, "id">;

const EMPTY_RUN = { startedAt: null, finishedAt: null, message: null, ticks: 1, scheduler: null };

/**
 * What a plan means for a job's history, given what of it is waiting or running. The same for every store.
 *
 * @param open runs of the job that are waiting or running
 */
export function decideRuns(job: JobDefinition, plan: Plan, open: readonly Run[], claim: RunClaim): NewRun[] {
  const { id: jobId, overlap } = job;
  const found: NewRun[] = [];
  if (plan.missed) found.push(missedRun(jobId, plan.missed, claim.now));
  for (const tick of plan.late) {
    found.push({ ...EMPTY_RUN, jobId, status: "waiting", trigger: "late", scheduledFor: tick });
  }
  // Ticks that are caught up go first; the one that is on time joins their queue.
  const queued = overlap === "skip" && (plan.late.length > 0 || isCatchingUp(job, open));
  let busy = overlap === "skip" && !queued ? open.toSorted(byStatus)[0] : undefined;
  for (const tick of plan.onTime) {
    const run: NewRun = { ...EMPTY_RUN, jobId, status: "running", trigger: "schedule", scheduledFor: tick };
    if (busy) {
      found.push({ ...run, status: "skipped", finishedAt: claim.now, message: stillBusy(busy) });
    } else if (queued) {
      found.push({ ...run, status: "waiting" });
    } else {
      const started = { ...run, startedAt: claim.now, scheduler: claim.scheduler };
      found.push(started);
      if (overlap === "skip") busy = { ...started, id: "" };
    }
  }
  return found;
}

/**
 * Whether a tick that is on time waits for those that are caught up rather than being skipped, since every tick is to run.
 * A run of the schedule itself, which takes longer than to the next tick, skips that one as ever.
 */
function isCatchingUp({ misfire, backlog }: JobDefinition, open: readonly Run[]): boolean {
  const running = open.find(({ status }) => status === "running");
  const waiting = open.filter(({ status }) => status === "waiting");
  const isLate = running ? running.trigger === "late" : waiting.length > 0;
  return misfire === "all" && isLate && waiting.length < backlog;
}

function missedRun(jobId: string, { first, last, count, more, reason }: MissedTicks, now: number): NewRun {
  const since = count > 1 ? ` ${more ? "More than " : ""}${count} ticks, since ${instant(first)}.` : "";
  const message = `${reason}${since}`;
  return {
    ...EMPTY_RUN,
    jobId,
    status: "missed",
    trigger: "schedule",
    scheduledFor: last,
    finishedAt: now,
    message,
    ticks: count,
  };
}

const byStatus = (one: Run, other: Run) => one.status.localeCompare(other.status);

const stillBusy = ({ status, startedAt, scheduledFor }: Run) =>
  status === "running"
    ? `Still running since ${instant(startedAt ?? scheduledFor)}.`
    : `The run for ${instant(scheduledFor)} was still waiting.`;

/** A requested run. @throws AppError `jobs.running` when the job is running and must not overlap */
export function createRequestedRun(job: JobDefinition, open: readonly Run[], now: number): NewRun {
  const [busy] = open.toSorted(byStatus);
  if (busy && job.overlap === "skip") {
    throw new AppError({
      code: "jobs.running",
      category: "conflict",
      message: `${job.id} was not started: ${stillBusy(busy)}`,
      hint: "Wait until it is done, or let the job overlap.",
    });
  }
  return { ...EMPTY_RUN, jobId: job.id, status: "waiting", trigger: "request", scheduledFor: now };
}

/** Which of the waiting runs may start now: the oldest of a job that must not overlap and is not running. */
export function findStartableRuns(job: JobDefinition, open: readonly Run[]): readonly Run[] {
  const waiting = open
    .filter(({ status }) => status === "waiting")
    .toSorted((one, other) => one.scheduledFor - other.scheduledFor);
  if (job.overlap === "allow") return waiting;
  return waiting.length === open.length ? waiting.slice(0, 1) : [];
}

/** The message of a run whose scheduler no longer renews its lease. */
export const EXPIRED_LEASE_MESSAGE = "The scheduler died while the job was running.";

/** Whether two definitions have different ticks. */
export const isRescheduled = (
  one: Partial<Record<keyof JobDefinition, unknown>>,
  other: Partial<Record<keyof JobDefinition, unknown>>,
): boolean =>
  JSON.stringify([one.schedule, one.timeZone]) !== JSON.stringify([other.schedule, other.timeZone]);

/** The error for an id that no job has. @param hint what to do, where more is known than that there is no such job */
export const createUnknownJobError = (
  id: string,
  hint = "Look the id up in the list of the jobs that there are.",
): AppError =>
  new AppError({ code: "jobs.unknown", category: "not-found", message: `There is no job "${id}".`, hint });

const instant = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
