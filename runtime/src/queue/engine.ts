/** Where a task stands: ready to run, due later, running, or ended one way or the other. */
export const TASK_STATES = ["waiting", "delayed", "active", "completed", "failed"] as const;

/** One of `TASK_STATES`. */
export type TaskState = (typeof TASK_STATES)[number];

/** What happened to a task that was to be added: an equal one may be in the queue already. */
export type AddOutcome = "added" | "skipped" | "replaced";

/** How long ended tasks stay readable: by age in milliseconds and by number, whichever is reached first. */
export interface Retention {
  readonly age: number;
  readonly count: number;
}

/** A task to be added, complete: the values of its contract are filled in. Times are milliseconds. */
export interface NewTask {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly payload: unknown;
  readonly attempts: number;
  readonly delay: number;
  /** 0 runs before every other, then 1 before 2; tasks of the same priority run in the order in which they were added. */
  readonly priority: number;
  /** The request that added it. */
  readonly requestId?: string;
  readonly dedupe?: {
    readonly key: string;
    readonly mode: "skip" | "replace";
    readonly within: number | undefined;
  };
  readonly retention: { readonly completed: Retention; readonly failed: Retention };
}

/** A task as the queue stores it. Times are milliseconds since 1970. */
export interface TaskRecord {
  id: string;
  name: string;
  queue: string;
  payload: unknown;
  attempts: number;
  /** Attempts that failed, and the one that succeeded. */
  attemptsMade: number;
  /** Attempts that ended because their worker died or was blocked. */
  deaths: number;
  priority: number;
  /** The request that added it; undefined where there was none. */
  requestId: string | undefined;
  progress: unknown;
  result: unknown;
  /** The message of the last failure; undefined when there was none. */
  error: string | undefined;
  /** The stacks of the latest failures, oldest first. */
  stacks: readonly string[];
  enqueuedAt: number;
  /** Milliseconds that it had to wait, or waits before its next attempt. */
  delay: number;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  /** The worker that ran it last. */
  worker: string | undefined;
}

/** The fields by which a page of many tasks is selected: a whole record may be large. */
export interface TaskHead {
  readonly id: string;
  readonly name: string;
  /** When it ended, or else when it was enqueued, in milliseconds since 1970. */
  readonly at: number;
}

/** A task that a worker has taken. */
export interface TakenTask {
  readonly record: TaskRecord;
  /** Stores a line with the task. */
  note(line: string): Promise<void>;
  /** Stores how far it is. */
  progress(value: number | object): Promise<void>;
}

/** Thrown by `run` to return the task to the queue. It does not count as an attempt. */
export class Requeue extends Error {
  override name = "Requeue";
}

/** Thrown by a handler when another attempt would fail as well: the task has failed, whatever attempts it has left. */
export class Discard extends Error {
  override name = "Discard";
}

/** How one worker takes tasks of one queue. */
export interface ConsumeOptions {
  readonly queue: string;
  /** Tasks that run at the same time at most. */
  readonly concurrency: number;
  /** At most `count` tasks start within `within` milliseconds, in all workers together. */
  readonly rateLimit: { readonly count: number; readonly within: number } | undefined;
  /** The id of the worker, which each task's record then names. */
  readonly worker: string;
  /** Runs one task. What it resolves to is the result; what it throws is the failure. */
  run(task: TakenTask): Promise<unknown>;
  /** Milliseconds to wait before the next attempt, after so many failed ones. */
  backoff(name: string, attemptsMade: number): number;
  /** Called each time that it asks for tasks: at least every five seconds while it has a concurrency slot free. */
  polled(): void;
  /** A task whose worker died has been returned to the queue. */
  recovered(taskId: string): void;
  /** The locks of these tasks, which run here, were lost: another worker runs them, or is about to. */
  lost(taskIds: readonly string[]): void;
  /** An error of the connection to the server. The consumer continues by itself. */
  failed(error: Error): void;
}

/** Takes the tasks of one queue. */
export interface Consumer {
  /** Takes no more tasks; the active ones continue. */
  pause(): Promise<void>;
  /**
   * Takes no more tasks, and resolves once the active ones have ended and their outcome is stored. Without its server that
   * may never happen.
   */
  close(): Promise<void>;
}

/** A part of a list. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/**
 * Where tasks are stored. Every method rejects within a second with AppError `queue.unavailable` when the server is away,
 * and with `redis.*` or `queue.*` when it refuses.
 */
export interface QueueEngine {
  readonly kind: "redis" | "postgres" | "embedded" | "memory";
  /** Whether tasks outlive the process. */
  readonly lasting: boolean;
  /** Whether only this process can reach it. */
  readonly private: boolean;
  /** Connects, which the first use does too. @throws AppError when it cannot be opened */
  open(): Promise<void>;
  /** Releases all connections. */
  close(): Promise<void>;
  /** Milliseconds that a response takes. Rejects where nothing can be written. */
  ping(): Promise<number>;
  /** The clock of the server, in milliseconds since 1970: those of its workers may differ. */
  now(): Promise<number>;

  /** Adds tasks to a queue, all of them or none. */
  add(queue: string, tasks: readonly NewTask[]): Promise<{ id: string; outcome: AddOutcome }[]>;
  /** One task; undefined when there is none of that id. */
  find(queue: string, id: string): Promise<{ record: TaskRecord; state: TaskState } | undefined>;
  /** Newest first; waiting tasks in the order in which they will run. */
  list(queue: string, state: TaskState, page: Page): Promise<TaskRecord[]>;
  /** The same tasks by their heads. */
  heads(queue: string, state: TaskState, page: Page): Promise<TaskHead[]>;
  /** The records of these tasks, in their order; those that no longer exist are left out. */
  findMany(queue: string, ids: readonly string[]): Promise<TaskRecord[]>;
  /** How many tasks are in each state. */
  counts(queue: string): Promise<Record<TaskState, number>>;
  /** The lines stored with a task, oldest first. */
  notes(queue: string, id: string): Promise<string[]>;

  /** Runs a failed or completed task again, with all its attempts. @returns whether it was one */
  retry(queue: string, id: string): Promise<boolean>;
  /** Deletes a task that is not active. @returns whether it existed and could be deleted */
  remove(queue: string, id: string): Promise<boolean>;
  /** Stops all workers from taking tasks of the queue. */
  pause(queue: string): Promise<void>;
  /** Undoes `pause`. */
  resume(queue: string): Promise<void>;
  /** Whether the queue is paused. */
  isPaused(queue: string): Promise<boolean>;
  /** Deletes the waiting and the delayed tasks. */
  drain(queue: string): Promise<void>;

  /** Writes entries of the registry, short texts by name that every process of the application can read and write. */
  writeEntries(entries: Readonly<Record<string, string>>): Promise<void>;
  /** All entries of the registry. */
  readEntries(): Promise<Record<string, string>>;
  /** Deletes entries of the registry. */
  deleteEntries(names: readonly string[]): Promise<void>;

  /** Starts to take tasks. @throws AppError `queue.not-open` before `open` has resolved */
  consume(options: ConsumeOptions): Consumer;
}
