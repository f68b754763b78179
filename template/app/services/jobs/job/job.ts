import { type Duration, HOUR_MS, parseDuration } from "@aegis-stack/runtime/time";
import type { Logger } from "pino";
import { z } from "zod";
import { type Schedule, schedule } from "./schedule.ts";

/** What is known of a job without its code: what the scheduler writes down and every process can read. */
export const jobFacts = z.object({
  id: z.string(),
  description: z.string(),
  schedule,
  /** IANA name, in which cron fields are read. */
  timeZone: z.string(),
  /** What happens to a tick that comes while the job is still at work: it is skipped, or both run. */
  overlap: z.enum(["skip", "allow"]),
  /** What happens to ticks that nobody could start in time: none, the newest, or all of them are caught up. */
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
export type JobFacts = z.infer<typeof jobFacts>;

export interface JobContext {
  /** Aborts when the run's time is up, when the process must end, or when another scheduler took it for dead. */
  signal: AbortSignal;
  /** Its lines carry the job and the run. */
  log: Logger;
  /** The tick that it runs for; for a run that was asked for, when that was. */
  scheduledFor: Date;
  job: JobFacts;
}

/** Work that the scheduler starts. */
export interface Job extends JobFacts {
  /** May return one sentence on what was done; the history keeps it. */
  run(context: JobContext): unknown;
}

export interface JobOptions {
  /** Stable, kebab-case: its history and its pause hang on it. */
  id: string;
  /** One line for people. */
  description?: string;
  schedule: Schedule;
  /** Default: UTC. */
  timeZone?: string;
  /** Default: skip. */
  overlap?: JobFacts["overlap"];
  /** Default: once. */
  misfire?: JobFacts["misfire"];
  /** Default: 1h. */
  grace?: Duration;
  /** Default: 100. */
  backlog?: number;
  /** Default: none. */
  jitter?: Duration;
  /** Default: 1h. */
  timeout?: Duration;
  run: Job["run"];
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

/** The part of a job that can be written down, and nothing else. */
export const factsOf = (job: JobFacts): JobFacts => jobFacts.parse(job);
