import type { JobDefinition } from "./job.ts";
import type { Plan } from "./plan.ts";
import type { Run, RunOutcome } from "./run.ts";

/** The most finished runs that are kept of each job. */
export const MAX_RUNS_PER_JOB = 100;

/** What is kept of a job besides its runs. Times are milliseconds since 1970. */
export interface JobRecord extends JobDefinition {
  /** Every tick up to it has been decided. */
  lastTick: number;
  pausedAt: number | null;
}

/** The last heartbeat of a scheduler. */
export interface SchedulerRecord {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly startedAt: number;
  /** By the store's clock. */
  readonly seenAt: number;
  /** How far its clock is ahead of the store's, in milliseconds; negative when behind. */
  readonly skew: number;
}

/** Which scheduler starts a run, and until when no other may consider it dead. */
export interface RunClaim {
  readonly scheduler: string;
  readonly now: number;
  /** Milliseconds, by the store's clock, renewed with each heartbeat. */
  readonly lease: number;
}

/** One job whose ticks are to be decided. */
export interface DueJob {
  readonly job: JobDefinition;
  /** Pure: it may be called again. */
  plan(lastTick: number): Plan;
}

/** What a scheduler reports of itself. */
export interface SchedulerHeartbeat extends Omit<SchedulerRecord, "seenAt" | "skew"> {
  readonly now: number;
  readonly lease: number;
  /** The runs that are active in it. */
  readonly running: readonly string[];
}

/** What a scheduler learns from its heartbeat. */
export interface HeartbeatResult {
  /** How far the scheduler's clock is ahead of the store's, in milliseconds. */
  readonly skew: number;
  /** Runs of this scheduler whose lease expired, which another one has marked failed. */
  readonly lost: readonly string[];
  /** Runs of other schedulers whose lease has expired, now marked failed. */
  readonly expired: readonly Run[];
}

/** Which runs to read. */
export interface RunFilter {
  readonly jobId?: string;
  readonly limit: number;
  /** Only those that have ended. */
  readonly over?: boolean;
}

/** What `JobStore.advance` did. */
export interface AdvanceResult {
  /** The runs for the caller to start. */
  readonly started: readonly Run[];
  /** For each job when to plan again; undefined: it has no further tick. */
  readonly lookAt: readonly (number | undefined)[];
}

/**
 * Where jobs, pauses, runs and heartbeats are kept. Each method happens wholly or not at all, and however many
 * schedulers share a store, a tick is decided and a run is started by one of them.
 */
export interface JobStore {
  /** Whether it outlives the process, and other processes see it. */
  readonly lasting: boolean;
  /** The time by the clock that leases and heartbeats are measured with, in milliseconds since 1970. */
  time(): Promise<number>;

  /** Stores the jobs that there are; others disappear from `jobs`. A changed schedule counts from `now` on. */
  register(jobs: readonly JobDefinition[], now: number): Promise<void>;
  /** In the order of their ids. */
  jobs(): Promise<JobRecord[]>;
  /** Newest first. */
  runs(filter: RunFilter): Promise<Run[]>;
  /** Of each job the run that last ended, and those that are waiting or running. */
  latest(): Promise<Run[]>;

  /**
   * Pauses with the time, resumes with null; ticks that came meanwhile are not caught up.
   *
   * @throws AppError `jobs.unknown`
   */
  pause(jobId: string, pausedAt: number | null, now: number): Promise<void>;
  /**
   * Requests a run outside of the schedule.
   *
   * @throws AppError `jobs.unknown`; `jobs.running` when the job is running and must not overlap
   */
  request(jobId: string, now: number): Promise<Run>;

  /**
   * Decides the ticks of these jobs as `plan` says. What is on time becomes running, or skipped when the job is
   * running and must not overlap; what is late becomes waiting; what was missed is recorded.
   */
  advance(due: readonly DueJob[], claim: RunClaim): Promise<AdvanceResult>;
  /** Takes the waiting runs of these jobs, one at a time of those that must not overlap. */
  takeWaiting(jobs: readonly JobDefinition[], claim: RunClaim): Promise<readonly Run[]>;
  /** @returns false when the run was no longer this scheduler's, and nothing was stored */
  finish(runId: string, scheduler: string, outcome: RunOutcome, now: number): Promise<boolean>;

  /** Records that a scheduler is alive, renews its leases, and marks the runs failed whose lease has expired. */
  recordHeartbeat(heartbeat: SchedulerHeartbeat): Promise<HeartbeatResult>;
  /** The schedulers whose heartbeat is kept, in any order. */
  schedulers(): Promise<SchedulerRecord[]>;
  /** Removes the heartbeat of a scheduler that has ended in order. */
  removeScheduler(scheduler: string): Promise<void>;
}
