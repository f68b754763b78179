import type { Logger } from "pino";
import { type Consumer, Discard, type QueueEngine, Requeue, type TakenTask } from "../engine/engine.ts";
import type { Queue } from "../task/queue.ts";
import { wait } from "./backoff.ts";
import { bindingsOf } from "./bindings.ts";
import type { Handler } from "./handler.ts";
import { type Execution, runTask } from "./run-task.ts";
import { createTally, type Tally } from "./tally.ts";
import { writeNote } from "./timeline.ts";

export interface StationOptions {
  engine: QueueEngine;
  queue: Queue;
  handlers: readonly Handler[];
  /** The worker's id. */
  worker: string;
  log: Logger;
}

/** What a worker does with one queue. */
export interface Station {
  readonly queue: Queue;
  readonly tally: Tally;
  /** Tasks at work. */
  running(): readonly Execution[];
  /** When its loop last looked for tasks; now, when it has no hand free to do so. Milliseconds since 1970. */
  lookedAt(): number;
  pause(): Promise<void>;
  /** Stops what is at work, and whatever still was on its way here. */
  cutOff(): void;
  /** Resolves when all has ended. */
  close(): Promise<void>;
}

export function createStation({ engine, queue, handlers, worker, log }: StationOptions): Station {
  const executions = new Set<Execution>();
  let isCutOff = false;
  const tally = createTally();
  let lookedAt = Date.now();

  async function run(taken: TakenTask): Promise<unknown> {
    const { record } = taken;
    const handler = handlers.find(({ task }) => task.name === record.name);
    const execution = runTask({ taken, handler, timeLimit: queue.timeLimit, log });
    executions.add(execution);
    if (isCutOff) execution.stop("shutdown");
    const line = bindingsOf(record);
    try {
      const result = await execution.outcome;
      tally.count("completed", Date.now() - execution.startedAt);
      log.debug({ ...line, took: Date.now() - execution.startedAt }, "task completed");
      return result;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof Requeue) {
        log.warn({ ...line, why: message }, "task put back");
        await kept(taken.note(writeNote("requeued", `${message} It was put back.`)));
      } else {
        tally.count("failed", Date.now() - execution.startedAt);
        const isLast = error instanceof Discard || record.attemptsMade + record.deaths + 1 >= record.attempts;
        log[isLast ? "error" : "warn"]({ ...line, err: error, isLast }, "task failed");
        await kept(taken.note(writeNote("failed", message)));
      }
      throw error;
    } finally {
      executions.delete(execution);
      lookedAt = Date.now();
    }
  }

  /** A note that cannot be kept must not change how the task ended. */
  async function kept(note: Promise<void>): Promise<void> {
    await note.catch((error: unknown) => log.warn({ err: error }, "a note of a task was not kept"));
  }

  const consumer: Consumer = engine.consume({
    queue: queue.name,
    concurrency: queue.concurrency,
    rateLimit: queue.rateLimit,
    worker,
    run,
    backoff: (name, attemptsMade) =>
      wait(handlers.find(({ task }) => task.name === name)?.task.backoff, attemptsMade),
    looked() {
      lookedAt = Date.now();
    },
    recovered: (taskId) => log.error({ taskId }, "a worker died while running a task; it is run again"),
    lost(taskIds) {
      log.error(
        { taskIds },
        "this worker stood still for too long: its tasks are run by another one as well",
      );
      for (const execution of executions) {
        if (taskIds.includes(execution.taken.record.id)) execution.stop("lost");
      }
    },
    troubled: (error) => log.warn({ err: error, queue: queue.name }, "trouble with the queue; it goes on"),
  });

  return {
    queue,
    tally,
    running: () => [...executions],
    lookedAt: () => (executions.size >= queue.concurrency ? Date.now() : lookedAt),
    pause: () => consumer.pause(),
    cutOff() {
      isCutOff = true;
      for (const execution of executions) execution.stop("shutdown");
    },
    close: () => consumer.close(),
  };
}
