import type { JobFacts } from "#app/services/jobs/job/job.ts";
import type { Plan } from "#app/services/jobs/plan/plan.ts";
import type { Outcome, Run } from "./run.ts";

/** The most finished runs that are kept of each job. */
export const HISTORY = 100;

/** What is kept of a job besides its runs. Times are milliseconds since 1970. */
export interface JobRecord extends JobFacts {
  /** Every tick up to it has been decided about. */
  lastTick: number;
  pausedAt: number | null;
}

/** A scheduler's sign of life. */
export interface SchedulerRecord {
  id: string;
  host: string;
  pid: number;
  startedAt: number;
  /** By the store's clock. */
  seenAt: number;
  /** How far its clock is ahead of the store's, in milliseconds; negative when behind. */
  skew: number;
}

/** Who starts a run, and until when nobody else may take it for dead. */
export interface Claim {
  scheduler: string;
  now: number;
  /** Milliseconds, by the store's clock, renewed with each beat. */
  lease: number;
}

/** One job whose ticks are to be decided about. */
export interface Due {
  job: JobFacts;
  /** Pure: it may be called again. */
  plan(lastTick: number): Plan;
}

export interface Beat extends Omit<SchedulerRecord, "seenAt" | "skew"> {
  now: number;
  lease: number;
  /** The runs it is at work on. */
  running: readonly string[];
}

export interface BeatResult {
  /** How far the scheduler's clock is ahead of the store's, in milliseconds. */
  skew: number;
  /** Runs of this scheduler that others took for dead meanwhile. */
  lost: readonly string[];
  /** Runs of schedulers that died, now marked failed. */
  buried: readonly Run[];
}

/**
 * Where jobs, pauses, runs and signs of life are kept. Each method happens wholly or not at all, and however many
 * schedulers share a store, a tick is decided about and a run is started by one of them.
 */
export interface JobStore {
  /** Whether it outlives the process, and other processes see it. */
  readonly lasting: boolean;
  /** What the clock says that leases and signs of life are measured with. */
  time(): Promise<number>;

  /** Writes down the jobs that there are; others disappear from `jobs`. A changed schedule counts from `now` on. */
  register(jobs: readonly JobFacts[], now: number): Promise<void>;
  /** In the order of their ids. */
  jobs(): Promise<JobRecord[]>;
  /** Newest first. `over`: only those that have ended. */
  runs(filter: { jobId?: string; limit: number; over?: boolean }): Promise<Run[]>;
  /** Of each job the run that last started or was last asked for, and what is waiting or running besides. */
  latest(): Promise<Run[]>;

  /** Pauses with the time, resumes with null; ticks that came meanwhile are not caught up. */
  pause(jobId: string, pausedAt: number | null, now: number): Promise<void>;
  /** Asks for a run outside of the schedule. */
  request(jobId: string, now: number): Promise<Run>;

  /**
   * Decides about the ticks of these jobs as `plan` says. What is on time becomes running, or skipped when the job is
   * at work and must not overlap; what is late becomes waiting; what was missed is written down.
   *
   * @returns the runs for the caller to start, and for each job when to look again
   */
  advance(due: readonly Due[], claim: Claim): Promise<{ started: Run[]; lookAt: (number | undefined)[] }>;
  /** Takes what waits of these jobs, one at a time of those that must not overlap. */
  takeWaiting(jobs: readonly JobFacts[], claim: Claim): Promise<Run[]>;
  /** @returns false when the run was no longer this scheduler's, and nothing was written */
  finish(runId: string, scheduler: string, outcome: Outcome, now: number): Promise<boolean>;

  /** Tells that a scheduler lives, renews its leases, and buries the runs of those whose lease has ended. */
  beat(beat: Beat): Promise<BeatResult>;
  schedulers(): Promise<SchedulerRecord[]>;
  /** Takes back the sign of life of a scheduler that has ended in order. */
  leave(scheduler: string): Promise<void>;
}
