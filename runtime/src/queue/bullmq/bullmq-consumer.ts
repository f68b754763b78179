import { type IQueueBackend, UnrecoverableError, WaitingError, Worker } from "bullmq";
import { type ConsumeOptions, type Consumer, Discard, Requeue } from "../engine.ts";
import { backOff, type GuardedBackend } from "./back-off.ts";
import { limitBlocking } from "./bullmq-patches.ts";
import type { QueueServer } from "./queue-server.ts";
import { COMMON_OPTIONS, type Envelope, recordOf, type TaskJob } from "./records.ts";

/** A worker that has not renewed its lock of a task for so long has lost it. It renews it twice as often. */
const LOCK_MS = 10_000;

/** How often lost tasks are searched for. */
const STALLED_INTERVAL_MS = 5_000;

/** The longest that it blocks before it polls again: its polls are the heartbeat of the worker. */
const MAX_BLOCK_SECONDS = 5;

/** How long it waits before it connects again to a server that went away. */
const RECONNECT_DELAY_MS = 1_000;

/** How often a task may lose its worker is not limited here: each time counts as an attempt where it runs. */
const MAX_STALLED_COUNT = 1_000_000;

/** Takes tasks of one queue and runs them, at most so many at a time. It survives outages of the server by itself. */
export function createBullmqConsumer(server: QueueServer, prefix: object, options: ConsumeOptions): Consumer {
  const { queue, concurrency, rateLimit, run, backoff, polled, recovered, lost } = options;
  const guarded: GuardedBackend[] = [];
  const report = (error: Error) => {
    // An outage of the server is logged once, by the log of its outages.
    if (server.explain(error) === error) options.failed(error);
  };
  const worker = new Worker<Envelope, unknown, string, IQueueBackend, number | object, object>(
    queue,
    // The queue runner has a signal of its own, so the third argument, which creates one for each task, is left out.
    async (job, token) => {
      // Only failures and notes need them.
      const addCommonOptions = () => Object.assign(job.opts, COMMON_OPTIONS);
      try {
        const { unreadable } = job.data ?? {};
        if (unreadable !== undefined)
          throw new Discard(`The record of this task cannot be read: ${unreadable}.`);
        return await run({
          record: recordOf(job),
          async note(line) {
            addCommonOptions();
            await job.log(line);
          },
          progress: (value) => job.updateProgress(value),
        });
      } catch (error) {
        addCommonOptions();
        if (error instanceof Requeue) {
          await job.moveToWait(token);
          throw new WaitingError();
        }
        if (error instanceof Discard) throw toUnrecoverable(error);
        throw error instanceof Error ? error : new Error(String(error));
      }
    },
    {
      connection: {},
      ...prefix,
      name: options.worker,
      concurrency,
      ...(rateLimit && { limiter: { max: rateLimit.count, duration: rateLimit.within } }),
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_INTERVAL_MS,
      maxStalledCount: MAX_STALLED_COUNT,
      maximumRateLimitDelay: MAX_BLOCK_SECONDS * 1_000,
      drainDelay: MAX_BLOCK_SECONDS,
      runRetryDelay: RECONNECT_DELAY_MS,
      settings: {
        backoffStrategy: (attemptsMade, _type, _error, job) => backoff((job as TaskJob).name, attemptsMade),
      },
    },
    (name, own, extra) => {
      const backend = limitBlocking(server.wait(name, own, extra), MAX_BLOCK_SECONDS);
      const guard = backOff(backend, queue, server, polled);
      guarded.push(guard);
      return guard.backend;
    },
  );
  worker.on("stalled", recovered);
  worker.on("lockRenewalFailed", lost);
  worker.on("error", report);
  return {
    async pause() {
      for (const { stop } of guarded) stop();
      await worker.pause(true);
    },
    // BullMQ runs the tasks that are already on their way, and stores the outcome of the last ones.
    close() {
      for (const { stop } of guarded) stop();
      return worker.close().catch(report);
    },
  };
}

function toUnrecoverable({ message, stack }: Error): UnrecoverableError {
  const error = new UnrecoverableError(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
