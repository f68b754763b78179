import { type IQueueBackend, UnrecoverableError, WaitingError, Worker } from "bullmq";
import { type ConsumeOptions, type Consumer, Discard, Requeue } from "../engine.ts";
import { type BackingOff, backingOff } from "./backing-off.ts";
import { COMMON, type Envelope, recordOf, type TaskJob } from "./records.ts";
import type { QueueServer } from "./server.ts";

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
export function createConsumer(server: QueueServer, prefix: object, options: ConsumeOptions): Consumer {
  const { queue, concurrency, rateLimit, run, backoff, looked, recovered, lost } = options;
  const guarded: BackingOff[] = [];
  const troubled = (error: Error) => {
    const told = server.explain(error);
    // An outage of the server is told once, by the one that watches it.
    if (told === error) options.troubled(error);
  };
  const worker = new Worker<Envelope, unknown, string, IQueueBackend, number | object, object>(
    queue,
    // The runner has a signal of its own, so the third argument, which makes one for each task, is left out.
    async (job, token) => {
      // Only what goes wrong, or tells of itself, looks at them.
      const fill = () => Object.assign(job.opts, COMMON);
      try {
        const { unreadable } = job.data ?? {};
        if (unreadable !== undefined)
          throw new Discard(`The record of this task cannot be read: ${unreadable}.`);
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
    (name, own, extra) => {
      const made = backingOff(neverBlockingLong(server.wait(name, own, extra)), queue, server, looked);
      guarded.push(made);
      return made.backend;
    },
  );
  worker.on("stalled", recovered);
  worker.on("lockRenewalFailed", lost);
  worker.on("error", troubled);
  return {
    async pause() {
      for (const { stop } of guarded) stop();
      await worker.pause(true);
    },
    // It sees to it that tasks already on their way are run, and that how the last ones ended is written down.
    close() {
      for (const { stop } of guarded) stop();
      return worker.close().catch(troubled);
    },
  };
}

function discarded({ message, stack }: Error): UnrecoverableError {
  const error = new UnrecoverableError(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** The same backend, never blocking for longer than a few seconds: the PostgreSQL one would wait for an hour. */
function neverBlockingLong(backend: IQueueBackend): IQueueBackend {
  Object.defineProperty(backend, "maximumBlockTimeout", { value: LONGEST_WAIT });
  return backend;
}
