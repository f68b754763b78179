import type { AppError } from "@aegis-stack/runtime/errors";
import type { BackendFactory, IQueueBackend } from "bullmq";
import type { OutageLog } from "#app/core/outages/outage-log.ts";
import type { QueueEngine, TaskHead } from "../engine.ts";
import type { TaskQueue } from "./counts.ts";

/** Makes what a queue or a worker talks through. */
export type Connect = BackendFactory<IQueueBackend, object>;

/** A server that queues can be kept on. */
export interface QueueServer extends Pick<QueueEngine, "kind" | "lasting" | "private"> {
  /** Where it is, without a password. */
  place: string;
  /** Whether its backend counts a page of the tasks that wait from the newest. */
  slicesFromNewest: boolean;
  /** For those who enqueue and ask: fails at once while the server is away. */
  ask: Connect;
  /** For those who wait for tasks: holds on until the server is back. */
  wait: Connect;
  /** Resolves when it answers. May take as long as it likes: nobody waits for longer than a second. */
  open(): Promise<void>;
  /** Why it is known not to be usable just now; undefined where nothing is known against it. */
  trouble(): AppError | undefined;
  /** An error as an AppError where the server is the trouble rather than what was asked; else as it is. */
  explain(error: unknown): unknown;
  /** What the process logs of the server's outages. */
  outages: OutageLog;
  /** The heads of these tasks, in their order; one that is gone is left out. */
  heads(queue: TaskQueue, ids: readonly string[]): Promise<TaskHead[]>;
  /** The server's clock, in milliseconds since 1970. */
  now(): Promise<number>;
  close(): Promise<void>;
}
