import type { Job, JobsOptions, JobType } from "bullmq";
import type { NewTask, TaskRecord, TaskState } from "../engine.ts";

/**
 * The options that are the same for all tasks, and so are not stored with each: the worker computes delays, and so many lines and
 * stacks are stored.
 */
export const COMMON_OPTIONS: JobsOptions = {
  backoff: { type: "contract" },
  keepLogs: 100,
  stackTraceLimit: 10,
};

/** What is stored of a task besides the fields of a BullMQ job. */
export interface Envelope {
  payload: unknown;
  /** The request that added it. */
  requestId?: string;
  /** Deaths before it was retried by an operator. */
  forgiven?: number;
  /** Which fields of the record could not be read; the payload is then not what was sent. */
  unreadable?: string;
}

/** A job of BullMQ that is a task. */
export type TaskJob = Job<Envelope, unknown, string>;

/** The BullMQ states of each state. */
export const JOB_TYPES: Readonly<Record<TaskState, readonly JobType[]>> = {
  waiting: ["waiting", "prioritized"],
  delayed: ["delayed"],
  active: ["active"],
  completed: ["completed"],
  failed: ["failed"],
};

/** The state of a BullMQ state; undefined when there is no such task. */
export function stateOf(state: string): TaskState | undefined {
  if (state === "prioritized" || state === "paused" || state === "waiting-children") return "waiting";
  return state in JOB_TYPES ? (state as TaskState) : undefined;
}

/** The BullMQ options of a task. */
export function optionsOf(task: NewTask): JobsOptions {
  const { completed, failed } = task.retention;
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

/** The record of a BullMQ job. */
export function recordOf(job: TaskJob): TaskRecord {
  // Another program may have written any value into a record.
  const data: Partial<Envelope> = typeof job.data === "object" && job.data !== null ? job.data : {};
  return {
    id: job.id ?? "",
    name: textOf(job.name) ?? UNREADABLE_NAME,
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

/** The name of a task whose record has none. */
const UNREADABLE_NAME = "unreadable";

/** Stands in for a record that cannot be read, so that it can be seen and removed. */
export const unreadableRecord = (queue: string, id: string, error: unknown): TaskRecord => ({
  id,
  name: UNREADABLE_NAME,
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

/** Milliseconds since 1970, in the range of a date. */
const timeOf = (value: unknown): number | undefined =>
  typeof value === "number" && value >= 0 && value <= 8.64e15 ? value : undefined;
