import { z } from "zod";
import { runStatus, runTrigger } from "./run.ts";

/** One line of a job's history, as the API returns it. Times are ISO 8601. */
export const runReport = z
  .object({
    id: z.string(),
    jobId: z.string(),
    status: runStatus,
    trigger: runTrigger,
    scheduledFor: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    /** Milliseconds from its start to its end; null when it lacks one of them. */
    duration: z.number().nullable(),
    message: z.string().nullable(),
    /** How many ticks it stands for. */
    ticks: z.number(),
    /** The scheduler that started it. */
    scheduler: z.string().nullable(),
  })
  .meta({ id: "JobRun" });
/** See `runReport`. */
export type RunReport = z.infer<typeof runReport>;

/** What a job is doing: running, about to, paused, waiting for its next tick, or without a further one. */
export const jobState = z.enum(["running", "waiting", "paused", "scheduled", "over"]);
/** See `jobState`. */
export type JobState = z.infer<typeof jobState>;

/** A job with its schedule in words, its next ticks and its newest runs. */
export const jobReport = z
  .object({
    id: z.string(),
    description: z.string(),
    /** In words: "every day at 02:00 UTC". */
    schedule: z.string(),
    timeZone: z.string(),
    state: jobState,
    pausedAt: z.string().nullable(),
    /** The next five ticks, ISO 8601; none while it is paused. */
    next: z.array(z.string()),
    /** The run that is active or about to start. */
    current: runReport.nullable(),
    /** The run that last ended. */
    last: runReport.nullable(),
    overlap: z.enum(["skip", "allow"]),
    misfire: z.enum(["skip", "once", "all"]),
    /** Milliseconds. */
    grace: z.number(),
    jitter: z.number(),
    timeout: z.number(),
  })
  .meta({ id: "Job" });
/** See `jobReport`. */
export type JobReport = z.infer<typeof jobReport>;

/** A job and its runs, newest first. */
export const jobWithHistory = z
  .object({ job: jobReport, history: z.array(runReport) })
  .meta({ id: "JobWithHistory" });
/** See `jobWithHistory`. */
export type JobWithHistory = z.infer<typeof jobWithHistory>;

/** A scheduler that is alive, or was a moment ago. */
export const schedulerReport = z
  .object({
    id: z.string(),
    host: z.string(),
    pid: z.number(),
    startedAt: z.string(),
    seenAt: z.string(),
    /** Whether its last heartbeat is recent enough. */
    alive: z.boolean(),
    /** How far its clock is ahead of the store's, in milliseconds. */
    skew: z.number(),
  })
  .meta({ id: "Scheduler" });
/** See `schedulerReport`. */
export type SchedulerReport = z.infer<typeof schedulerReport>;

/** Every job, and the schedulers that start them. */
export const jobsReport = z
  .object({
    /** Whether jobs, pauses and history outlive the process. */
    lasting: z.boolean(),
    schedulers: z.array(schedulerReport),
    jobs: z.array(jobReport),
    /**
     * ISO 8601. A clock that was ahead and was set back has left decisions about the ticks up to then: jobs start no tick
     * on time before it. Null where no clock was.
     */
    decidedUntil: z.string().nullable(),
  })
  .meta({ id: "Jobs" });
/** See `jobsReport`. */
export type JobsReport = z.infer<typeof jobsReport>;
