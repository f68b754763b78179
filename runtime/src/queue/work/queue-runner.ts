import type { Logger } from "pino";
import { type Consumer, Discard, type QueueEngine, Requeue, type TakenTask } from "../engine.ts";
import type { QueueDefinition } from "../task/define-queue.ts";
import { backoffDelay } from "./backoff.ts";
import { failureOf } from "./failure.ts";
import type { Handler } from "./handler.ts";
import { findLostAttempt } from "./lost-attempt.ts";
import { type Execution, logBindingsOf, runTask } from "./run-task.ts";
import { createTally, type Tally } from "./tally.ts";
import { writeNote } from "./timeline.ts";

/** How often the same error is logged at most. */
const REPEAT_LOG_MS = 60_000;

/** What a queue runner is created from. */
export interface QueueRunnerOptions {
  readonly engine: QueueEngine;
  readonly queue: QueueDefinition;
  readonly handlers: readonly Handler[];
  /** The worker's id. */
  readonly worker: string;
  readonly log: Logger;
  /** The clock of the queue's server, in milliseconds since 1970. */
  now(): number;
}

/** Runs the tasks of one queue for one worker. */
export interface QueueRunner {
  readonly queue: QueueDefinition;
  readonly tally: Tally;
  /** The tasks that run now. */
  active(): readonly Execution[];
  /** How long ago it last polled, in milliseconds; 0 when it has no concurrency slot free to do so. */
  sincePoll(): number;
  /** Takes no more tasks. */
  pause(): Promise<void>;
  /** Stops the active tasks, and those that still arrive. */
  cutOff(): void;
  /** Resolves when all have ended. */
  close(): Promise<void>;
}

/** Starts to run the tasks of one queue. */
export function createQueueRunner(options: QueueRunnerOptions): QueueRunner {
  const { engine, queue, handlers, worker, log, now } = options;
  const executions = new Set<Execution>();
  /** When an error message was last logged. */
  const loggedAt = new Map<string, number>();
  let isCutOff = false;
  const tally = createTally(now);
  // By a monotonic clock: a jump of the time of day must not make a worker seem blocked.
  let polledAt = performance.now();

  async function run(taken: TakenTask): Promise<unknown> {
    const { record } = taken;
    const handler = handlers.find(({ task }) => task.name === record.name);
    const execution = runTask({
      taken,
      handler,
      timeLimit: queue.timeLimit,
      log,
      findLostAttempt: () => findLostAttempt(engine, record, worker),
    });
    executions.add(execution);
    if (isCutOff) execution.stop("shutdown");
    const bindings = logBindingsOf(record);
    try {
      const result = await execution.outcome;
      tally.count("completed", Date.now() - execution.startedAt);
      log.debug({ ...bindings, took: Date.now() - execution.startedAt }, "task completed");
      return result;
    } catch (error) {
      const failure = failureOf(error);
      const attempt = record.attemptsMade + record.deaths + 1;
      const ended = { attempt, startedAt: execution.startedAt, worker };
      if (error instanceof Requeue) {
        log.warn({ ...bindings, why: failure.message }, "task put back");
        await store(taken.note(writeNote("requeued", `${failure.message} It was put back.`, ended)));
      } else {
        tally.count("failed", Date.now() - execution.startedAt);
        const isLast = error instanceof Discard || attempt >= record.attempts;
        log[isLast ? "error" : "warn"]({ ...bindings, err: error, isLast }, "task failed");
        await store(taken.note(writeNote("failed", failure.message, ended)));
      }
      throw failure;
    } finally {
      executions.delete(execution);
      polledAt = performance.now();
    }
  }

  /** A note that cannot be stored must not change how the task ended. */
  async function store(note: Promise<void>): Promise<void> {
    await note.catch((error: unknown) => log.debug({ err: error }, "a note of a task was not kept"));
  }

  /** An error that is no outage of the server, and may come back with every poll: logged once a minute. */
  function logError(error: Error): void {
    const time = performance.now();
    if (time - (loggedAt.get(error.message) ?? Number.NEGATIVE_INFINITY) < REPEAT_LOG_MS) return;
    for (const [message, at] of loggedAt) if (time - at >= REPEAT_LOG_MS) loggedAt.delete(message);
    loggedAt.set(error.message, time);
    log.warn({ err: error, queue: queue.name }, "trouble with the queue; it goes on");
  }

  const consumer: Consumer = engine.consume({
    queue: queue.name,
    concurrency: queue.concurrency,
    rateLimit: queue.rateLimit,
    worker,
    run,
    backoff: (name, attemptsMade) =>
      backoffDelay(handlers.find(({ task }) => task.name === name)?.task.backoff, attemptsMade),
    polled() {
      polledAt = performance.now();
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
    failed: logError,
  });

  return {
    queue,
    tally,
    active: () => [...executions],
    sincePoll: () => (executions.size >= queue.concurrency ? 0 : performance.now() - polledAt),
    pause: () => consumer.pause(),
    cutOff() {
      isCutOff = true;
      for (const execution of executions) execution.stop("shutdown");
    },
    close: () => consumer.close(),
  };
}
