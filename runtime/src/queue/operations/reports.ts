import { z } from "zod";
import { TASK_STATES } from "../engine.ts";
import { noteKind } from "../work/timeline.ts";

/** The schema of a task's state. */
export const taskState = z.enum(TASK_STATES);

/** The schema of a task. Times are ISO 8601, durations milliseconds. */
export const taskReport = z
  .object({
    id: z.string(),
    name: z.string(),
    queue: z.string(),
    state: taskState,
    /** JSON. */
    payload: z.unknown(),
    /** How often it runs at most. */
    attempts: z.number(),
    /** How many attempts have ended. */
    attemptsMade: z.number(),
    /** How often its worker died while running it; each was one of its attempts. */
    deaths: z.number(),
    /** 0 runs before every other, then 1 before 2. */
    priority: z.number(),
    /** A number from 0 to 100, or an object of the task's own. */
    progress: z.unknown(),
    /** What its handler returned; null while there is nothing. */
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
    /** The worker that ran it last. */
    worker: z.string().nullable(),
  })
  .meta({ id: "Task" });

/** A task, as the API returns it. */
export type TaskReport = z.infer<typeof taskReport>;

/** The schema of something that happened to a task. */
export const timelineEntry = z.object({
  at: z.string(),
  kind: z.enum(["enqueued", "started", "completed", ...noteKind.options]),
  text: z.string(),
});

/** Something that happened to a task. */
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** The schema of a task and what happened to it. */
export const taskWithTimeline = z
  .object({
    task: taskReport,
    /** Oldest first. */
    timeline: z.array(timelineEntry),
    /** The stacks of the latest failures, oldest first. */
    stacks: z.array(z.string()),
  })
  .meta({ id: "TaskWithTimeline" });

/** A task and what happened to it. */
export type TaskWithTimeline = z.infer<typeof taskWithTimeline>;

/** The schema of one page of tasks. */
export const tasksReport = z
  .object({
    tasks: z.array(taskReport),
    /** How many there are in all, of which this is one page. */
    total: z.number(),
  })
  .meta({ id: "Tasks" });

/** One page of tasks. */
export type TasksReport = z.infer<typeof tasksReport>;

/** The schema of the result of enqueueing a task. */
export const enqueuedReport = z
  .object({
    taskId: z.string(),
    name: z.string(),
    queue: z.string(),
    /** `skipped`: an equal task was in the queue already, and this is its id. */
    outcome: z.enum(["added", "skipped", "replaced", "after-commit"]),
  })
  .meta({ id: "EnqueuedTask" });

/** The result of enqueueing a task by its name. */
export type EnqueuedReport = z.infer<typeof enqueuedReport>;

/** The schema of the outcome of a cancellation request. */
export const cancelledReport = z
  .object({
    taskId: z.string(),
    /** It had not started and is deleted; its worker was asked to stop it; or it had ended already. */
    outcome: z.enum(["removed", "asked", "over"]),
  })
  .meta({ id: "CancelledTask" });

/** The outcome of a cancellation request. */
export type CancelledReport = z.infer<typeof cancelledReport>;

/** The schema of how many tasks an operation changed. */
export const countReport = z.object({ count: z.number() }).meta({ id: "TaskCount" });

/** How many tasks an operation changed. */
export type CountReport = z.infer<typeof countReport>;

/** The schema of a queue. */
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
    /** How long the oldest task that could run has been waiting, in milliseconds; null when none waits. */
    oldestWait: z.number().nullable(),
    /** Tasks that ended in each of the last minutes, the current one included, on average. */
    perMinute: z.number(),
    /** The share of those that failed, from 0 to 1; null when none ended. */
    failureRate: z.number().nullable(),
    /** How long until no task waits at this rate, in milliseconds; null when that is not known. */
    timeToClear: z.number().nullable(),
    /** Tasks that one worker runs at a time. */
    concurrency: z.number(),
    rateLimit: z.object({ count: z.number(), within: z.number() }).nullable(),
    /** Running workers that serve it. */
    workers: z.number(),
    /** What ended, minute by minute, oldest first, in the last fifteen minutes. */
    minutes: z.array(z.object({ at: z.string(), completed: z.number(), failed: z.number() })),
  })
  .meta({ id: "Queue" });

/** A queue, as the API returns it. */
export type QueueReport = z.infer<typeof queueReport>;

/** The schema of a worker that runs, or was lost a moment ago. One that stopped in order is not listed. */
export const workerReport = z
  .object({
    id: z.string(),
    host: z.string(),
    pid: z.number(),
    startedAt: z.string(),
    seenAt: z.string(),
    /** How long ago that was, in milliseconds by the clock of the queue's server. */
    silence: z.number(),
    /** Whether its heartbeat is recent enough. */
    alive: z.boolean(),
    /** Bytes. */
    memory: z.number(),
    queues: z.array(z.string()),
    /** The tasks that it runs. */
    tasks: z.array(z.object({ id: z.string(), name: z.string(), queue: z.string(), startedAt: z.string() })),
  })
  .meta({ id: "Worker" });

/** A worker, as the API returns it. */
export type WorkerReport = z.infer<typeof workerReport>;

/** The schema of every queue and worker. */
export const queuesReport = z
  .object({
    /** Where the queues are stored. */
    engine: z.enum(["redis", "postgres", "embedded", "memory"]),
    /** Whether tasks outlive the process. */
    lasting: z.boolean(),
    queues: z.array(queueReport),
    workers: z.array(workerReport),
    /** Why it is not known whether a worker runs, where none has a heartbeat; null where it is known. */
    trouble: z.string().nullable(),
  })
  .meta({ id: "Queues" });

/** Every queue and worker, as the API returns them. */
export type QueuesReport = z.infer<typeof queuesReport>;

/** The schema of a task that can be enqueued, for forms and commands. */
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

/** A task that can be enqueued, as the API returns it. */
export type ContractReport = z.infer<typeof contractReport>;
