import type { Logger } from "pino";
import type { LifecyclePart, ProcessPhase } from "../process/index.ts";
import type { Queue } from "./create-queue.ts";
import { unknownQueue } from "./operations/operation-errors.ts";
import type { QueueDefinition } from "./task/define-queue.ts";
import type { Handler } from "./work/handler.ts";
import { createTaskWorker } from "./work/task-worker.ts";

/** What a worker is created from. */
export interface WorkerOptions {
  readonly queue: Pick<Queue, "engine" | "queues">;
  /** Every handler of the application. */
  readonly handlers: readonly Handler[];
  /** The names of the queues that it serves. Default: all of them. */
  readonly queues?: readonly string[] | undefined;
  /** The phase of the process: no task is started from the moment in which the process begins to stop. */
  readonly phase: ProcessPhase;
  readonly log: Logger;
}

/**
 * A worker as a part of a process: it takes tasks while the process runs, and has stopped when the active ones have ended or
 * were requeued. It starts while the queue's server is away, and takes tasks once that responds.
 *
 * @throws AppError `tasks.invalid` with every error of every queue and contract; `queues.unknown` for a name in `queues`
 */
export function createWorker({ queue, handlers, queues: names, phase, log }: WorkerOptions): LifecyclePart {
  const queues = selectQueues(queue.queues, names);
  const worker = createTaskWorker({ engine: queue.engine, queues, handlers, log });
  // Whichever part of the process stops first.
  phase.draining.addEventListener("abort", () => void worker.pause(), { once: true });
  return {
    name: "worker",
    start: () => worker.start(),
    async stop(deadline) {
      const cut = await worker.stop(deadline);
      if (cut.length > 0) throw new Error(`cut off before they were done, and put back: ${cut.join(", ")}`);
    },
  };
}

function selectQueues(
  queues: readonly QueueDefinition[],
  names: readonly string[] | undefined,
): readonly QueueDefinition[] {
  if (names === undefined) return queues;
  return names.map((name) => {
    const queue = queues.find((known) => known.name === name);
    if (queue) return queue;
    throw unknownQueue(name, queues);
  });
}
