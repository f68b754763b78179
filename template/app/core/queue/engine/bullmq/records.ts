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
  /** Which fields of the record could not be read; the payload is then not what was sent. */
  unreadable?: string;
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
  // What another program has written into a record may be anything.
  const data: Partial<Envelope> = typeof job.data === "object" && job.data !== null ? job.data : {};
  return {
    id: job.id ?? "",
    name: textOf(job.name) ?? UNREADABLE,
    queue: job.queueName,
    payload: data.payload,
    attempts: numberOf(job.opts.attempts, 1),
    attemptsMade: numberOf(job.attemptsMade),
    deaths: Math.max(0, numberOf(job.stalledCounter) - numberOf(data.forgiven)),
    priority: numberOf(job.priority),
    requestId: textOf(data.requestId),
    progress: job.progress,
    result: job.returnvalue ?? null,
    error: textOf(job.failedReason),
    stacks: (job.stacktrace ?? []).filter((stack) => typeof stack === "string"),
    enqueuedAt: timeOf(job.timestamp) ?? 0,
    delay: numberOf(job.delay),
    startedAt: timeOf(job.processedOn),
    finishedAt: timeOf(job.finishedOn),
    worker: textOf(job.processedBy),
  };
}

/** The name of a task whose record does not tell it. */
const UNREADABLE = "unreadable";

/** Stands in for a record that cannot be read, so that it can be seen and removed. */
export const unreadableRecord = (queue: string, id: string, error: unknown): TaskRecord => ({
  id,
  name: UNREADABLE,
  queue,
  payload: null,
  attempts: 1,
  attemptsMade: 0,
  deaths: 0,
  priority: 0,
  requestId: undefined,
  progress: 0,
  result: null,
  error: `The record of this task cannot be read: ${error instanceof Error ? error.message : String(error)}`,
  stacks: [],
  enqueuedAt: 0,
  delay: 0,
  startedAt: undefined,
  finishedAt: undefined,
  worker: undefined,
});

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const numberOf = (value: unknown, otherwise = 0): number =>
  typeof value === "number" && Number.isFinite(value) ? value : otherwise;

/** Milliseconds since 1970, as far as a date can tell them. */
const timeOf = (value: unknown): number | undefined =>
  typeof value === "number" && value >= 0 && value <= 8.64e15 ? value : undefined;
