import { z } from "zod";
import { TASK_STATES } from "#app/core/queue/engine/engine.ts";
import { noteKind } from "#app/core/queue/work/timeline.ts";

/** Where a task stands: about to be run, later to be run, at work, or over one way or the other. */
export const taskState = z.enum(TASK_STATES);

/** A task, as the API answers it. Times are ISO 8601, lengths milliseconds. */
export const taskReport = z
  .object({
    id: z.string(),
    name: z.string(),
    queue: z.string(),
    state: taskState,
    /** JSON. */
    payload: z.unknown(),
    /** How often it is run at the most. */
    attempts: z.number(),
    /** How often it was run to an end, good or bad. */
    attemptsMade: z.number(),
    /** How often its worker died while running it; each was one of its attempts. */
    deaths: z.number(),
    /** 0 goes before every other, then 1 before 2. */
    priority: z.number(),
    /** A number from 0 to 100, or what the task itself makes of it. */
    progress: z.unknown(),
    /** What it answered; null while there is nothing. */
    result: z.unknown(),
    /** The message of its last failure; null when there was none. */
    error: z.string().nullable(),
    enqueuedAt: z.string(),
    /** When a delayed task is due; null for any other. */
    dueAt: z.string().nullable(),
    /** The start of the last attempt. */
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    /** How long the last attempt took, or has taken so far; null when there was none. */
    duration: z.number().nullable(),
    /** The worker that has run it last. */
    worker: z.string().nullable(),
  })
  .meta({ id: "Task" });
export type TaskReport = z.infer<typeof taskReport>;

/** Something that happened to a task. */
export const timelineEntry = z.object({
  at: z.string(),
  kind: z.enum(["enqueued", "started", "completed", ...noteKind.options]),
  text: z.string(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const taskWithTimeline = z
  .object({
    task: taskReport,
    /** Oldest first. */
    timeline: z.array(timelineEntry),
    /** Where the latest failures came from, oldest first. */
    stacks: z.array(z.string()),
  })
  .meta({ id: "TaskWithTimeline" });
export type TaskWithTimeline = z.infer<typeof taskWithTimeline>;

export const tasksReport = z
  .object({
    tasks: z.array(taskReport),
    /** How many there are in all, of which this is one page. */
    total: z.number(),
  })
  .meta({ id: "Tasks" });
export type TasksReport = z.infer<typeof tasksReport>;

/** What became of a task that was to be enqueued. */
export const enqueuedReport = z
  .object({
    taskId: z.string(),
    name: z.string(),
    queue: z.string(),
    /** `skipped`: an equal one was there already, and this is its id. */
    outcome: z.enum(["added", "skipped", "replaced", "after-commit"]),
  })
  .meta({ id: "EnqueuedTask" });
export type EnqueuedReport = z.infer<typeof enqueuedReport>;

export const cancelledReport = z
  .object({
    taskId: z.string(),
    /** It was not begun and is forgotten; its worker was asked to stop it; or it was over already. */
    outcome: z.enum(["removed", "asked", "over"]),
  })
  .meta({ id: "CancelledTask" });
export type CancelledReport = z.infer<typeof cancelledReport>;

/** How many tasks something was done with. */
export const countReport = z.object({ count: z.number() }).meta({ id: "TaskCount" });
export type CountReport = z.infer<typeof countReport>;

export const queueReport = z
  .object({
    name: z.string(),
    description: z.string(),
    paused: z.boolean(),
    waiting: z.number(),
    delayed: z.number(),
    active: z.number(),
    completed: z.number(),
    failed: z.number(),
    /** How long the oldest that could be run has been waiting, in milliseconds; null when none waits. */
    oldestWait: z.number().nullable(),
    /** Tasks that ended in each of the last minutes, the present one included, on average. */
    perMinute: z.number(),
    /** The share of those that failed, from 0 to 1; null when none ended. */
    failureRate: z.number().nullable(),
    /** How long until none waits any more at this rate, in milliseconds; null when that cannot be told. */
    timeToClear: z.number().nullable(),
    /** Tasks that one worker runs at a time. */
    concurrency: z.number(),
    rateLimit: z.object({ count: z.number(), within: z.number() }).nullable(),
    /** Workers that serve it and live. */
    workers: z.number(),
    /** What ended, minute by minute, oldest first, in the last fifteen minutes. */
    minutes: z.array(z.object({ at: z.string(), completed: z.number(), failed: z.number() })),
  })
  .meta({ id: "Queue" });
export type QueueReport = z.infer<typeof queueReport>;

/** A worker that lives, or was lost a moment ago. One that left in order is not listed. */
export const workerReport = z
  .object({
    id: z.string(),
    host: z.string(),
    pid: z.number(),
    startedAt: z.string(),
    seenAt: z.string(),
    /** How long ago that was, in milliseconds by the clock of the queue's server. */
    silence: z.number(),
    /** Whether it was seen lately enough. */
    alive: z.boolean(),
    /** Bytes. */
    memory: z.number(),
    queues: z.array(z.string()),
    /** What it is doing. */
    tasks: z.array(z.object({ id: z.string(), name: z.string(), queue: z.string(), startedAt: z.string() })),
  })
  .meta({ id: "Worker" });
export type WorkerReport = z.infer<typeof workerReport>;

export const queuesReport = z
  .object({
    /** What the queues are kept on. */
    engine: z.enum(["redis", "postgres", "embedded", "memory"]),
    /** Whether tasks outlive the process. */
    lasting: z.boolean(),
    queues: z.array(queueReport),
    workers: z.array(workerReport),
    /** Why it is not known whether a worker lives, where none has reported; null where it is known. */
    trouble: z.string().nullable(),
  })
  .meta({ id: "Queues" });
export type QueuesReport = z.infer<typeof queuesReport>;

/** A task that can be enqueued, for forms and commands. */
export const contractReport = z
  .object({
    name: z.string(),
    description: z.string(),
    queue: z.string(),
    attempts: z.number(),
    /** Milliseconds. */
    timeout: z.number(),
    /** JSON schema of the payload. */
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TaskContract" });
export type ContractReport = z.infer<typeof contractReport>;
