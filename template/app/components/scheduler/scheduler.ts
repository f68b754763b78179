import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { draining } from "#app/core/lifecycle/phase.ts";
import { checkJobs } from "#app/services/jobs/job/check-jobs.ts";
import type { Job } from "#app/services/jobs/job/job.ts";
import type { JobStore } from "#app/services/jobs/store/job-store.ts";
import { createEngine, LEASE } from "./engine.ts";

/** The longest it goes without looking for requests and at the clock, in milliseconds. */
const LOOK = 1_000;

/** The longest it waits after a failure, in milliseconds: short, so that ticks are hardly late afterwards. */
const LONGEST_BACKOFF = 5_000;

/** How long runs may take to stop after the deadline, in milliseconds: the process ends two seconds after it. */
const LAST_WORDS = 1_000;

export interface SchedulerOptions {
  jobs: readonly Job[];
  store: JobStore;
  log: Logger;
  /** Milliseconds after which others take this scheduler for dead. It beats three times as often. */
  lease?: number;
}

/**
 * The loop as a part of the process: starts jobs when they are due, and ends when the last of them has ended.
 *
 * @throws AppError `jobs.invalid` with every fault of every job, before anything has started
 */
export function scheduler({ jobs, store, log: parent, lease = LEASE }: SchedulerOptions): Part {
  checkJobs(jobs);
  const self = { id: randomUUID(), host: hostname(), pid: process.pid, startedAt: Date.now() };
  const log = parent.child({ scheduler: self.id });
  const engine = createEngine({ jobs, store, log, self, lease });
  const stopped = new AbortController();
  // No job is started from the moment that the process begins to stop, whichever part of it stops first.
  const stopping = AbortSignal.any([stopped.signal, draining]);
  let loop: Promise<void> | undefined;
  let isRegistered = false;

  async function run(): Promise<void> {
    let failures = 0;
    let nextBeat = 0;
    while (!stopping.aborted || engine.running().length > 0) {
      let wait = LOOK;
      try {
        // Here, so that a scheduler which is there before the tables are starts working when they come.
        if (!isRegistered) {
          await engine.register();
          isRegistered = true;
        }
        // From the loop and no timer of its own: a sign of life must mean that jobs are looked for.
        if (performance.now() >= nextBeat) {
          await engine.beat();
          nextBeat = performance.now() + lease / 3;
        }
        if (stopping.aborted) await engine.settle();
        else wait = Math.min(await engine.pass(), LOOK);
        failures = 0;
      } catch (error) {
        failures += 1;
        wait = Math.min(LONGEST_BACKOFF, 100 * 2 ** failures);
        log.error(
          { err: error, failures },
          "the scheduler could not look for jobs that are due; it tries again",
        );
      }
      await pause(Math.max(1, Math.min(wait, lease / 3)));
    }
  }

  /** Ends early when it is time to stop, and then each time that nothing is running any more. */
  async function pause(milliseconds: number): Promise<void> {
    if (stopping.aborted) await Promise.race([delay(milliseconds), engine.idle()]);
    else await delay(milliseconds, undefined, { signal: stopping }).catch(() => {});
  }

  return {
    name: "scheduler",
    async start() {
      await engine.register();
      await engine.beat();
      log.info({ jobs: jobs.length, lasting: store.lasting }, "scheduler started");
      loop = run();
    },
    async stop(deadline) {
      stopped.abort();
      let cut: readonly string[] = [];
      const cutOff = () => {
        cut = engine.running().map(({ jobId }) => jobId);
        engine.abort("Cut off, because the process had to end.", LAST_WORDS);
      };
      deadline.addEventListener("abort", cutOff, { once: true });
      if (deadline.aborted) cutOff();
      await loop;
      deadline.removeEventListener("abort", cutOff);
      await store.leave(self.id);
      if (cut.length > 0) throw new Error(`cut off before they were done: ${cut.join(", ")}`);
    },
  };
}
