import { setTimeout as delay } from "node:timers/promises";
import type { IQueueBackend } from "bullmq";
import { isMalformed } from "./pages.ts";
import type { QueueServer } from "./queue-server.ts";

/** The pause after the first failure in a row; each further one doubles it. */
const FIRST_DELAY_MS = 500;

/** The longest pause: so long after a server's return its tasks may have to wait. */
const MAX_DELAY_MS = 10_000;

/** A backend that pauses after failures. */
export interface GuardedBackend {
  readonly backend: IQueueBackend;
  /** Ends every pause, and the ones to come: the worker is about to close. */
  stop(): void;
}

/** How long to pause after so many failures in a row, in milliseconds. */
export const delayAfter = (failures: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 20), MAX_DELAY_MS);

/**
 * Makes a worker's backend survive every error of its server. The worker itself pauses only after an error that it considers one
 * of the connection; after any other it asks again at once, thousands of times a second, and a connection that could not be
 * opened fails without giving timers and signals a chance.
 *
 * @param queue the queue, for the log
 * @param polled called before each poll
 */
export function backOff(
  backend: IQueueBackend,
  queue: string,
  { explain, outages }: Pick<QueueServer, "explain" | "outages">,
  polled: () => void,
): GuardedBackend {
  const stopped = new AbortController();

  /** Reports how an operation ends, and rejects only after a pause where the worker would repeat it at once. */
  function guard<Args extends unknown[], Result>(
    name: string,
    work: (...args: Args) => Promise<Result>,
    pauses: boolean,
  ): (...args: Args) => Promise<Result> {
    const source = `${name} ${queue}`;
    let failures = 0;
    return async (...args) => {
      try {
        const result = await work.apply(backend, args);
        failures = 0;
        outages.recovered(source);
        return result;
      } catch (error) {
        // A malformed record says nothing about the server, and the next one may be readable.
        if (stopped.signal.aborted || isMalformed(error)) throw error;
        failures += 1;
        outages.failed(source, explain(error));
        // An aborted pause only ends.
        if (pauses) await delay(delayAfter(failures), undefined, { signal: stopped.signal }).catch(() => {});
        throw error;
      }
    };
  }

  const waitForJob = guard("wait for tasks of", backend.waitForJob, true);
  backend.waitForJob = (seconds) => {
    polled();
    return waitForJob(seconds);
  };
  const moveToActive = guard("take a task of", backend.moveToActive, true);
  backend.moveToActive = (token, name) => {
    polled();
    return moveToActive(token, name);
  };
  backend.moveStalledJobsToWait = guard("look for lost tasks of", backend.moveStalledJobsToWait, false);
  backend.extendLocks = guard("renew locks of", backend.extendLocks, false);

  return {
    backend,
    stop() {
      stopped.abort();
      for (const name of ["wait for tasks of", "take a task of", "look for lost tasks of", "renew locks of"])
        outages.abandon(`${name} ${queue}`);
    },
  };
}
