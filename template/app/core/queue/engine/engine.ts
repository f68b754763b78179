/** Where a task stands: about to be run, later to be run, at work, or over one way or the other. */
export const TASK_STATES = ["waiting", "delayed", "active", "completed", "failed"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What became of an attempt to add a task: an equal one may be there already. */
export type Outcome = "added" | "skipped" | "replaced";

/** A task to be added, complete: what contracts say has been looked up. Times are milliseconds. */
export interface NewTask {
  id: string;
  name: string;
  /** JSON. */
  payload: unknown;
  attempts: number;
  delay: number;
  /** 0 goes before every other, then 1 before 2; those with the same in the order in which they came. */
  priority: number;
  /** The request in whose course it is added. */
  requestId?: string;
  dedupe?: { key: string; mode: "skip" | "replace"; within: number | undefined };
  kept: { completed: { age: number; count: number }; failed: { age: number; count: number } };
}

/** A task as the queue keeps it. Times are milliseconds since 1970. */
export interface TaskRecord {
  id: string;
  name: string;
  queue: string;
  payload: unknown;
  attempts: number;
  /** Attempts that failed, and the one that succeeded. */
  attemptsMade: number;
  /** Attempts that ended because their worker died or stood still. */
  deaths: number;
  priority: number;
  /** The request in whose course it was added; undefined where there was none. */
  requestId: string | undefined;
  progress: unknown;
  result: unknown;
  /** The message of the last failure; undefined when there was none. */
  error: string | undefined;
  /** The stacks of the latest failures, oldest first. */
  stacks: readonly string[];
  enqueuedAt: number;
  /** Milliseconds that it was to wait, or waits before its next attempt. */
  delay: number;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  /** Who has run it last. */
  worker: string | undefined;
}

/** What is read of a task to find a page of many: a whole record may be large. */
export interface TaskHead {
  id: string;
  name: string;
  /** When it ended, or else when it was enqueued, in milliseconds since 1970. */
  at: number;
}

/** A task that a worker has taken. */
export interface TakenTask {
  readonly record: TaskRecord;
  /** Keeps a line with the task. */
  note(line: string): Promise<void>;
  /** Tells how far it is. */
  progress(value: number | object): Promise<void>;
}

/** Thrown out of `run`: the task goes back to those that wait, and that is no attempt. */
export class Requeue extends Error {
  override name = "Requeue";
}

/** Thrown out of `run`: the task has failed for good, whatever attempts it has left. */
export class Discard extends Error {
  override name = "Discard";
}

export interface ConsumeOptions {
  queue: string;
  concurrency: number;
  rateLimit: { count: number; within: number } | undefined;
  /** Who runs them, as the task's record will say. */
  worker: string;
  /** Runs one task. What it resolves to is the result; what it throws is the failure. */
  run(task: TakenTask): Promise<unknown>;
  /** Milliseconds to wait before the next attempt, after so many failed ones. */
  backoff(name: string, attemptsMade: number): number;
  /** Called each time that it looks for tasks: at least every five seconds while it has a hand free. */
  looked(): void;
  /** A task whose worker died was put back, to be run again. */
  recovered(taskId: string): void;
  /** The hold of these tasks, at work here, was lost: another worker runs them, or is about to. */
  lost(taskIds: readonly string[]): void;
  /** What went wrong on the way to the queue's server. It goes on by itself. */
  troubled(error: Error): void;
}

/** One queue, looked after. */
export interface Consumer {
  /** Takes no more tasks; those at work go on. */
  pause(): Promise<void>;
  /**
   * Takes no more, and lets go once those at work have ended and how they did is written down. Without its server that
   * may take for ever.
   */
  close(): Promise<void>;
}

export interface Page {
  offset: number;
  limit: number;
}

/**
 * A place where tasks are kept. Every method rejects within a second with AppError `queue.unavailable` when it is away, and
 * with `redis.*` or `queue.*` when it refuses.
 */
export interface QueueEngine {
  readonly kind: "redis" | "postgres" | "embedded" | "memory";
  /** Whether tasks outlive the process. */
  readonly lasting: boolean;
  /** Whether this process alone can reach it. */
  readonly private: boolean;
  /** Makes it ready, which happens by itself when it is first used. @throws AppError when it cannot be */
  open(): Promise<void>;
  close(): Promise<void>;
  /** Milliseconds that it takes to answer. Rejects where nothing can be written. */
  ping(): Promise<number>;
  /** The clock of its server, in milliseconds since 1970: those of its workers may differ. */
  now(): Promise<number>;

  add(queue: string, tasks: readonly NewTask[]): Promise<{ id: string; outcome: Outcome }[]>;
  find(queue: string, id: string): Promise<{ record: TaskRecord; state: TaskState } | undefined>;
  /** Newest first; those that wait, in the order in which they will be taken. */
  list(queue: string, state: TaskState, page: Page): Promise<TaskRecord[]>;
  /** The same, by their heads. */
  heads(queue: string, state: TaskState, page: Page): Promise<TaskHead[]>;
  /** The records of these tasks, in their order; one that is gone is left out. */
  findMany(queue: string, ids: readonly string[]): Promise<TaskRecord[]>;
  counts(queue: string): Promise<Record<TaskState, number>>;
  notes(queue: string, id: string): Promise<string[]>;

  /** A failed or completed task is to be run again, with all its attempts. @returns whether it was one */
  retry(queue: string, id: string): Promise<boolean>;
  /** Forgets a task that is not at work. @returns whether it was there and could be */
  remove(queue: string, id: string): Promise<boolean>;
  pause(queue: string): Promise<void>;
  resume(queue: string): Promise<void>;
  isPaused(queue: string): Promise<boolean>;
  /** Forgets those that wait, and those that are delayed. */
  drain(queue: string): Promise<void>;

  /** A board that every process of the application can read and write: a few small texts by name. */
  post(notices: Record<string, string>): Promise<void>;
  board(): Promise<Record<string, string>>;
  unpost(names: readonly string[]): Promise<void>;

  consume(options: ConsumeOptions): Consumer;
}
