import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { LifecyclePart, ProcessPhase } from "../process/index.ts";
import type { JobEngine } from "./engine.ts";
import type { Job } from "./job.ts";
import type { Scheduler } from "./scheduler.ts";

/** How long a run of a scheduler is safe from others after its last heartbeat, in milliseconds. */
const LEASE_MS = 15_000;

/** The longest that the loop waits before it looks for requests and at the clock again. */
const POLL_INTERVAL_MS = 1_000;

/** The longest that the loop waits after a failure: short, so that ticks are hardly late afterwards. */
const MAX_BACKOFF_MS = 5_000;

/** How long runs may take to stop after the deadline: the process ends two seconds after it. */
const FINAL_ABORT_TIMEOUT_MS = 1_000;

/** What a runner of jobs is created from. */
export interface JobRunnerOptions {
  /** Whose store the jobs are kept in. */
  readonly scheduler: Pick<Scheduler, "store">;
  readonly jobs: readonly Job[];
  readonly log: Logger;
  /** No job is started once the process is draining. */
  readonly phase: Pick<ProcessPhase, "draining">;
  /** Milliseconds after which other schedulers consider this one dead. It sends a heartbeat three times as often. */
  readonly lease?: number;
}

/**
 * Checks every job without starting any.
 *
 * @throws AppError `jobs.invalid` that lists every fault of every job
 */
export async function checkJobs(jobs: readonly Job[]): Promise<void> {
  const { validateJobs } = await import("./check-jobs.ts");
  validateJobs(jobs);
}

/**
 * The scheduler as a part of the process: starts jobs when they are due, and stops when the last run has ended.
 *
 * Its start rejects with `jobs.invalid`, before anything is stored, when a job is not defined well.
 */
export function createJobRunner(options: JobRunnerOptions): LifecyclePart {
  const { scheduler, jobs, log: parent, phase, lease = LEASE_MS } = options;
  const { store } = scheduler;
  const self = { id: randomUUID(), host: hostname(), pid: process.pid, startedAt: Date.now() };
  const log = parent.child({ scheduler: self.id });
  const stopped = new AbortController();
  // No job is started from the moment that the process begins to stop, whichever part of it stops first.
  const stopping = AbortSignal.any([stopped.signal, phase.draining]);
  let engine: JobEngine | undefined;
  let loop: Promise<void> | undefined;

  async function run(own: JobEngine): Promise<void> {
    let failures = 0;
    let nextHeartbeat = 0;
    let isRegistered = false;
    while (!stopping.aborted || own.running().length > 0) {
      let wait = POLL_INTERVAL_MS;
      try {
        // Here, so that a scheduler that starts before the tables exist works as soon as they do.
        if (!isRegistered) {
          await own.register();
          isRegistered = true;
        }
        // Sent by the loop instead of a timer: a heartbeat must mean that due jobs are looked for.
        if (performance.now() >= nextHeartbeat) {
          await own.sendHeartbeat();
          nextHeartbeat = performance.now() + lease / 3;
        }
        if (stopping.aborted) await own.settle();
        else wait = Math.min(await own.pass(), POLL_INTERVAL_MS);
        failures = 0;
      } catch (error) {
        failures += 1;
        wait = Math.min(MAX_BACKOFF_MS, 100 * 2 ** failures);
        log.error(
          { err: error, failures },
          "the scheduler could not look for jobs that are due; it tries again",
        );
      }
      await pause(own, Math.max(1, Math.min(wait, lease / 3)));
    }
  }

  /** Ends early when it is time to stop, and then each time that no run is active any more. */
  async function pause(own: JobEngine, milliseconds: number): Promise<void> {
    if (stopping.aborted) await Promise.race([delay(milliseconds), own.idle()]);
    else await delay(milliseconds, undefined, { signal: stopping }).catch(() => {});
  }

  return {
    name: "scheduler",
    async start() {
      await checkJobs(jobs);
      const { createJobEngine } = await import("./engine.ts");
      engine = createJobEngine({ jobs, store, log, self, lease });
      await engine.register();
      await engine.sendHeartbeat();
      log.info({ jobs: jobs.length, lasting: store.lasting }, "scheduler started");
      loop = run(engine);
    },
    async stop(deadline) {
      stopped.abort();
      let cut: readonly string[] = [];
      const cutOff = () => {
        cut = engine?.running().map(({ jobId }) => jobId) ?? [];
        engine?.abort("Cut off, because the process had to end.", FINAL_ABORT_TIMEOUT_MS);
      };
      deadline.addEventListener("abort", cutOff, { once: true });
      if (deadline.aborted) cutOff();
      await loop;
      deadline.removeEventListener("abort", cutOff);
      await store.removeScheduler(self.id);
      if (cut.length > 0) throw new Error(`cut off before they were done: ${cut.join(", ")}`);
    },
  };
}
