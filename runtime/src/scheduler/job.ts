import type { Logger } from "pino";
import { z } from "zod";
import { type Duration, HOUR_MS, parseDuration } from "../time/index.ts";
import { type Schedule, schedule } from "./schedule.ts";

/** A job without its code: what a scheduler stores and every process can read. */
export const jobDefinition = z.object({
  id: z.string(),
  description: z.string(),
  schedule,
  /** IANA name, in which cron fields are read. */
  timeZone: z.string(),
  /** What happens to a tick that comes while the job is still running: it is skipped, or both run. */
  overlap: z.enum(["skip", "allow"]),
  /** What happens to ticks that no scheduler could start in time: none, the newest, or all of them are caught up. */
  misfire: z.enum(["skip", "once", "all"]),
  /** How late a tick may still be caught up, in milliseconds. */
  grace: z.number(),
  /** The most ticks that are caught up at a time. */
  backlog: z.number(),
  /** A tick starts up to so many milliseconds late, so that many jobs do not start at once. */
  jitter: z.number(),
  /** After so many milliseconds a run's signal aborts and it counts as failed. */
  timeout: z.number(),
});
/** See `jobDefinition`. */
export type JobDefinition = z.infer<typeof jobDefinition>;

/** What a job gets each time that it runs. */
export interface JobContext {
  /** Aborts when the run's time is up, when the process must end, or when another scheduler considered this one dead. */
  readonly signal: AbortSignal;
  /** Its lines carry the job and the run. */
  readonly log: Logger;
  /** The tick that it runs for; for a run that was requested, when that was. */
  readonly scheduledFor: Date;
  readonly job: JobDefinition;
}

/** Work that the scheduler starts. */
export interface Job extends Readonly<JobDefinition> {
  /** May return one sentence on what was done; the history keeps it. */
  run(context: JobContext): unknown;
}

/** What a job is defined from. */
export interface JobOptions {
  /** Stable, kebab-case: its history and its pause hang on it. */
  readonly id: string;
  /** One line for people. */
  readonly description?: string;
  readonly schedule: Schedule;
  /** Default: UTC. */
  readonly timeZone?: string;
  /** Default: skip. */
  readonly overlap?: JobDefinition["overlap"];
  /** Default: once. */
  readonly misfire?: JobDefinition["misfire"];
  /** Default: 1h. */
  readonly grace?: Duration;
  /** Default: 100. */
  readonly backlog?: number;
  /** Default: none. */
  readonly jitter?: Duration;
  /** Default: 1h. */
  readonly timeout?: Duration;
  readonly run: Job["run"];
}

/** Fills in the defaults. Never throws: `checkJobs` finds the faults of all jobs together. */
export function defineJob({ grace = HOUR_MS, jitter = 0, timeout = HOUR_MS, ...options }: JobOptions): Job {
  return {
    description: "",
    timeZone: "UTC",
    overlap: "skip",
    misfire: "once",
    backlog: 100,
    ...options,
    grace: parseDuration(grace),
    jitter: parseDuration(jitter),
    timeout: parseDuration(timeout),
  };
}

/** The part of a job that can be stored, and nothing else. */
export const getJobDefinition = (job: JobDefinition): JobDefinition => jobDefinition.parse(job);
