import type { BackendFactory, IQueueBackend } from "bullmq";
import type { QueueEngine } from "../engine.ts";

/** Makes what a queue or a worker talks through. */
export type Connect = BackendFactory<IQueueBackend, object>;

/** A server that queues can be kept on. */
export interface QueueServer extends Pick<QueueEngine, "kind" | "lasting" | "private"> {
  /** Where it is, without a password. */
  place: string;
  /** For those who enqueue and ask: fails at once while the server is away. */
  ask: Connect;
  /** For those who wait for tasks: holds on until the server is back. */
  wait: Connect;
  /** Resolves when it answers. May take as long as it likes: nobody waits for longer than a second. */
  open(): Promise<void>;
  /** Whether it is known to be away. */
  isAway(): boolean;
  close(): Promise<void>;
}
