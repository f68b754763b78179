import type { Logger } from "pino";
import { type Consumer, Discard, type QueueEngine, Requeue, type TakenTask } from "../engine/engine.ts";
import type { Queue } from "../task/queue.ts";
import { wait } from "./backoff.ts";
import { bindingsOf } from "./bindings.ts";
import { failureOf } from "./failure.ts";
import type { Handler } from "./handler.ts";
import { lostAttemptOf } from "./lost-attempt.ts";
import { type Execution, runTask } from "./run-task.ts";
import { createTally, type Tally } from "./tally.ts";
import { writeNote } from "./timeline.ts";

/** How often the same trouble is logged at the most, in milliseconds. */
const REPEAT_LOG_MS = 60_000;

export interface StationOptions {
  engine: QueueEngine;
  queue: Queue;
  handlers: readonly Handler[];
  /** The worker's id. */
  worker: string;
  log: Logger;
  /** The clock of the queue's server, in milliseconds since 1970. */
  now(): number;
}

/** What a worker does with one queue. */
export interface Station {
  readonly queue: Queue;
  readonly tally: Tally;
  /** Tasks at work. */
  running(): readonly Execution[];
  /** How long ago its loop last looked for tasks, in milliseconds; 0 when it has no concurrency slot free to do so. */
  sinceLook(): number;
  pause(): Promise<void>;
  /** Stops what is at work, and whatever still was on its way here. */
  cutOff(): void;
  /** Resolves when all has ended. */
  close(): Promise<void>;
}

export function createStation({ engine, queue, handlers, worker, log, now }: StationOptions): Station {
  const executions = new Set<Execution>();
  /** When a message was last logged. */
  const troubles = new Map<string, number>();
  let isCutOff = false;
  const tally = createTally(now);
  // By a clock that is never set: a jump of the time of day must not make a worker seem to stand still.
  let lookedAt = performance.now();

  async function run(taken: TakenTask): Promise<unknown> {
    const { record } = taken;
    const handler = handlers.find(({ task }) => task.name === record.name);
    const findLostAttempt = () => lostAttemptOf(engine, record, worker);
    const execution = runTask({ taken, handler, timeLimit: queue.timeLimit, log, findLostAttempt });
    executions.add(execution);
    if (isCutOff) execution.stop("shutdown");
    const line = bindingsOf(record);
    try {
      const result = await execution.outcome;
      tally.count("completed", Date.now() - execution.startedAt);
      log.debug({ ...line, took: Date.now() - execution.startedAt }, "task completed");
      return result;
    } catch (error) {
      const failure = failureOf(error);
      const attempt = record.attemptsMade + record.deaths + 1;
      const began = { attempt, startedAt: execution.startedAt, worker };
      if (error instanceof Requeue) {
        log.warn({ ...line, why: failure.message }, "task put back");
        await kept(taken.note(writeNote("requeued", `${failure.message} It was put back.`, began)));
      } else {
        tally.count("failed", Date.now() - execution.startedAt);
        const isLast = error instanceof Discard || attempt >= record.attempts;
        log[isLast ? "error" : "warn"]({ ...line, err: error, isLast }, "task failed");
        await kept(taken.note(writeNote("failed", failure.message, began)));
      }
      throw failure;
    } finally {
      executions.delete(execution);
      lookedAt = performance.now();
    }
  }

  /** A note that cannot be kept must not change how the task ended. */
  async function kept(note: Promise<void>): Promise<void> {
    await note.catch((error: unknown) => log.debug({ err: error }, "a note of a task was not kept"));
  }

  /** An error that is none of the server's outages, and may come back with every look: logged once a minute. */
  function troubled(error: Error): void {
    const now = performance.now();
    if (now - (troubles.get(error.message) ?? Number.NEGATIVE_INFINITY) < REPEAT_LOG_MS) return;
    // What was not seen for long is forgotten with the first new one.
    for (const [message, at] of troubles) if (now - at >= REPEAT_LOG_MS) troubles.delete(message);
    troubles.set(error.message, now);
    log.warn({ err: error, queue: queue.name }, "trouble with the queue; it goes on");
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
      lookedAt = performance.now();
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
    troubled,
  });

  return {
    queue,
    tally,
    running: () => [...executions],
    sinceLook: () => (executions.size >= queue.concurrency ? 0 : performance.now() - lookedAt),
    pause: () => consumer.pause(),
    cutOff() {
      isCutOff = true;
      for (const execution of executions) execution.stop("shutdown");
    },
    close: () => consumer.close(),
  };
}
