import type { BackendFactory, IQueueBackend } from "bullmq";
import type { AppError } from "../../errors/index.ts";
import type { OutageLog } from "../../log/index.ts";
import type { QueueEngine, TaskHead } from "../engine.ts";
import type { TaskQueue } from "./counts.ts";

/** Creates the backend of a queue or a worker. */
type CreateBackend = BackendFactory<IQueueBackend, object>;

/** A server that BullMQ stores queues on. */
export interface QueueServer extends Pick<QueueEngine, "kind" | "lasting" | "private"> {
  /** The server without a password. */
  readonly place: string;
  /** Whether its backend counts a page of the waiting tasks from the newest. */
  readonly slicesFromNewest: boolean;
  /** The backend of callers that must not wait: it fails at once while the server is away. */
  readonly ask: CreateBackend;
  /** The backend of workers: it waits until the server is back. */
  readonly wait: CreateBackend;
  /** Resolves when the server responds, however long that takes. */
  open(): Promise<void>;
  /** Why the server is known to be unusable now; undefined where nothing is known. */
  trouble(): AppError | undefined;
  /** Converts an error of the server to an AppError; any other is returned as it is. */
  explain(error: unknown): unknown;
  /** What the process logs about the server's outages. */
  readonly outages: OutageLog;
  /** The heads of these tasks, in their order; those that no longer exist are left out. */
  heads(queue: TaskQueue, ids: readonly string[]): Promise<TaskHead[]>;
  /** The server's clock, in milliseconds since 1970. */
  now(): Promise<number>;
  /** Releases all connections. */
  close(): Promise<void>;
}
