import { type IQueueBackend, UnrecoverableError, WaitingError, Worker } from "bullmq";
import { type ConsumeOptions, type Consumer, Discard, Requeue } from "../engine.ts";
import { COMMON, type Envelope, recordOf, type TaskJob } from "./records.ts";
import type { Connect } from "./server.ts";

/** A worker that has not renewed its hold of a task for so long has lost it, in milliseconds. It renews it twice as often. */
const LOCK = 10_000;

/** How often tasks that were lost are looked for, in milliseconds. */
const STALLED_SCAN = 5_000;

/** The longest it waits before it looks again, in seconds: its looks are what tells that it lives. */
const LONGEST_WAIT = 5;

/** How long it waits before it tries a server again that went away, in milliseconds. */
const RETRY_DELAY = 1_000;

/** How often a task may be found without its worker is not decided here: whoever runs it counts that as an attempt. */
const UNLIMITED = 1_000_000;

/** Takes tasks of one queue and runs them, at most so many at a time. It survives outages of the server by itself. */
export function createConsumer(connect: Connect, prefix: object, options: ConsumeOptions): Consumer {
  const { queue, concurrency, rateLimit, run, backoff, looked, recovered, lost, troubled } = options;
  const worker = new Worker<Envelope, unknown, string, IQueueBackend, number | object, object>(
    queue,
    // The runner has a signal of its own, so the third argument, which makes one for each task, is left out.
    async (job, token) => {
      // Only what goes wrong, or tells of itself, looks at them.
      const fill = () => Object.assign(job.opts, COMMON);
      try {
        return await run({
          record: recordOf(job),
          async note(line) {
            fill();
            await job.log(line);
          },
          progress: (value) => job.updateProgress(value),
        });
      } catch (error) {
        fill();
        if (error instanceof Requeue) {
          await job.moveToWait(token);
          throw new WaitingError();
        }
        if (error instanceof Discard) throw discarded(error);
        throw error instanceof Error ? error : new Error(String(error));
      }
    },
    {
      connection: {},
      ...prefix,
      name: options.worker,
      concurrency,
      ...(rateLimit && { limiter: { max: rateLimit.count, duration: rateLimit.within } }),
      lockDuration: LOCK,
      stalledInterval: STALLED_SCAN,
      maxStalledCount: UNLIMITED,
      maximumRateLimitDelay: LONGEST_WAIT * 1_000,
      drainDelay: LONGEST_WAIT,
      runRetryDelay: RETRY_DELAY,
      settings: {
        backoffStrategy: (attemptsMade, _type, _error, job) => backoff((job as TaskJob).name, attemptsMade),
      },
    },
    (name, own, extra) => watched(connect(name, own, extra), looked),
  );
  worker.on("stalled", recovered);
  worker.on("lockRenewalFailed", lost);
  worker.on("error", troubled);
  return {
    pause: () => worker.pause(true),
    // It sees to it that tasks already on their way are run, and that how the last ones ended is written down.
    close: () => worker.close().catch(troubled),
  };
}

function discarded({ message, stack }: Error): UnrecoverableError {
  const error = new UnrecoverableError(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** The same backend, telling of each look for tasks, and never blocking for longer than a few seconds. */
function watched(backend: IQueueBackend, looked: () => void): IQueueBackend {
  const { waitForJob, moveToActive } = backend;
  backend.waitForJob = (seconds) => {
    looked();
    return waitForJob.call(backend, seconds);
  };
  backend.moveToActive = (token, name) => {
    looked();
    return moveToActive.call(backend, token, name);
  };
  // The PostgreSQL backend would wait for an hour.
  Object.defineProperty(backend, "maximumBlockTimeout", { value: LONGEST_WAIT });
  return backend;
}
