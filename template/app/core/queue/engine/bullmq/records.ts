import type { Job, JobsOptions, JobType } from "bullmq";
import type { NewTask, TaskRecord, TaskState } from "../engine.ts";

/**
 * What is the same for all tasks, and so is not stored with each: how its waits grow is asked of the worker, and so many
 * lines and stacks of failures are kept.
 */
export const COMMON: JobsOptions = { backoff: { type: "contract" }, keepLogs: 100, stackTraceLimit: 10 };

/** What is kept of a task besides what BullMQ keeps of its jobs by itself. */
export interface Envelope {
  payload: unknown;
  /** The request in whose course it was added. */
  requestId?: string;
  /** Deaths of before it was told to start anew. */
  forgiven?: number;
}

export type TaskJob = Job<Envelope, unknown, string>;

/** What BullMQ calls each state; several of its own make up one of ours. */
export const TYPES: Readonly<Record<TaskState, readonly JobType[]>> = {
  waiting: ["waiting", "prioritized"],
  delayed: ["delayed"],
  active: ["active"],
  completed: ["completed"],
  failed: ["failed"],
};

export function stateOf(state: string): TaskState | undefined {
  if (state === "prioritized" || state === "paused" || state === "waiting-children") return "waiting";
  return state in TYPES ? (state as TaskState) : undefined;
}

export function optionsOf(task: NewTask): JobsOptions {
  const { completed, failed } = task.kept;
  return {
    attempts: task.attempts,
    removeOnComplete: { age: Math.ceil(completed.age / 1_000), count: completed.count },
    removeOnFail: { age: Math.ceil(failed.age / 1_000), count: failed.count },
    ...(task.delay > 0 && { delay: task.delay }),
    ...(task.priority > 0 && { priority: task.priority }),
    ...(task.dedupe && {
      deduplication: {
        id: `${task.name}.${task.dedupe.key}`,
        ...(task.dedupe.within !== undefined && { ttl: task.dedupe.within }),
        ...(task.dedupe.mode === "replace" && { replace: true }),
      },
    }),
  };
}

export function recordOf(job: TaskJob): TaskRecord {
  return {
    id: job.id ?? "",
    name: job.name,
    queue: job.queueName,
    payload: job.data.payload,
    attempts: job.opts.attempts ?? 1,
    attemptsMade: job.attemptsMade,
    deaths: Math.max(0, job.stalledCounter - (job.data.forgiven ?? 0)),
    priority: job.priority,
    requestId: job.data.requestId,
    progress: job.progress,
    result: job.returnvalue ?? null,
    error: job.failedReason,
    stacks: job.stacktrace ?? [],
    enqueuedAt: job.timestamp,
    delay: job.delay,
    startedAt: job.processedOn,
    finishedAt: job.finishedOn,
    worker: job.processedBy,
  };
}
