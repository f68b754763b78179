import type { Logger } from "pino";
import { factsOf, type Job } from "#app/services/jobs/job/job.ts";
import { plan } from "#app/services/jobs/plan/plan.ts";
import type { Due, JobStore, SchedulerRecord } from "#app/services/jobs/store/job-store.ts";
import type { Outcome, Run } from "#app/services/jobs/store/run.ts";
import { delayOf } from "#app/services/jobs/ticks/delay.ts";
import { ticksOf } from "#app/services/jobs/ticks/ticks.ts";
import { type Execution, execute, type SetTimer } from "./execute.ts";

/** Others take a scheduler for dead when it has not renewed its runs for so many milliseconds. */
export const LEASE = 15_000;

/** A clock that is so much off is spoken of, in milliseconds. */
const JUMP = 10_000;

export interface EngineOptions {
  jobs: readonly Job[];
  store: JobStore;
  log: Logger;
  /** Who this scheduler is. */
  self: Omit<SchedulerRecord, "seenAt" | "skew">;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds, from any start: a clock that nobody sets. */
  elapsed?: () => number;
  setTimer?: SetTimer;
  /** Milliseconds. */
  lease?: number;
}

/** One scheduler without its loop: what it does each time it looks. */
export interface Engine {
  /** Writes down the jobs that there are. */
  register(): Promise<void>;
  /** Decides about every tick that is due and starts what is to run. @returns milliseconds until the next tick */
  pass(): Promise<number>;
  /** Tells that it lives, and buries the runs of those that do not. */
  beat(): Promise<void>;
  /** The runs that it is at work on. */
  running(): readonly Run[];
  /** Resolves when every run has ended and is written down. */
  idle(): Promise<void>;
  /** Writes down ends that could not be written down before. */
  settle(): Promise<void>;
  /** Asks every run to stop. @param patience milliseconds */
  abort(why: string, patience: number): void;
}

export function createEngine({
  jobs,
  store,
  log,
  self,
  now = Date.now,
  elapsed = () => performance.now(),
  setTimer = after,
  lease = LEASE,
}: EngineOptions): Engine {
  const facts = jobs.map(factsOf);
  const planned = jobs.map((job) => {
    const ticks = ticksOf(job);
    const delay = (tick: number) => delayOf(job.id, tick, job.jitter);
    return { job, plan: (lastTick: number) => plan({ now: now(), lastTick, ticks, rule: job, delay }) };
  });
  /** When each job is to be looked at; undefined: not any more. */
  const lookAt = new Map<Due, number | undefined>(planned.map((due) => [due, 0]));
  const executions = new Map<string, Execution>();
  /** Ends that could not be written down yet. */
  const unwritten = new Map<string, Outcome>();
  const ended = new Set<() => void>();
  let last = { now: now(), elapsed: elapsed() };

  const claim = () => ({ scheduler: self.id, now: now(), lease });

  function noticeClock(): void {
    const current = { now: now(), elapsed: elapsed() };
    const jump = current.now - last.now - (current.elapsed - last.elapsed);
    last = current;
    if (jump < -1_000) for (const due of planned) lookAt.set(due, 0);
    if (Math.abs(jump) < JUMP) return;
    const seconds = Math.round(Math.abs(jump) / 1_000);
    if (jump > 0)
      log.warn(
        { seconds },
        "the clock went ahead or the machine slept; late ticks follow their misfire rule",
      );
    else log.warn({ seconds }, "the clock was set back; ticks that were decided about do not come again");
  }

  function start(run: Run): void {
    const job = jobs.find(({ id }) => id === run.jobId);
    if (!job) return;
    const execution = execute(job, run, log, setTimer);
    executions.set(run.id, execution);
    void execution.outcome.then(async (outcome) => {
      unwritten.set(run.id, outcome);
      // One that fails is tried again with each pass: how a run ended must not be lost.
      await write(run.id).catch((error: unknown) =>
        log.error({ err: error, run: run.id }, "end of a run not written"),
      );
    });
  }

  async function write(runId: string): Promise<void> {
    const outcome = unwritten.get(runId);
    const execution = executions.get(runId);
    if (!outcome || !execution) return;
    const isMine = await store.finish(runId, self.id, outcome, now());
    unwritten.delete(runId);
    executions.delete(runId);
    const line = { job: execution.run.jobId, run: runId, ...outcome };
    if (isMine) log.info(line, "job ended");
    else log.warn(line, "job ended after others had taken this scheduler for dead");
    if (executions.size === 0) for (const resolve of ended) resolve();
  }

  async function settle(): Promise<void> {
    for (const runId of [...unwritten.keys()]) await write(runId);
  }

  return {
    register: () => store.register(facts, now()),
    async pass() {
      noticeClock();
      await settle();
      const begin = now();
      const due = planned.filter((item) => (lookAt.get(item) ?? Number.POSITIVE_INFINITY) <= begin);
      if (due.length > 0) {
        const advanced = await store.advance(due, claim());
        advanced.started.forEach(start);
        due.forEach((item, index) => void lookAt.set(item, advanced.lookAt[index]));
      }
      (await store.takeWaiting(facts, claim())).forEach(start);
      const looks = [...lookAt.values()].filter((time) => time !== undefined);
      return Math.min(...looks) - now();
    },
    async beat() {
      const running = [...executions.keys()];
      const { lost, buried, skew } = await store.beat({ ...self, now: now(), lease, running });
      for (const { jobId, id } of buried) log.error({ job: jobId, run: id }, "the scheduler of a run died");
      for (const id of lost) executions.get(id)?.abort("Another scheduler considered this one dead.");
      if (Math.abs(skew) >= JUMP) log.warn({ skew }, "this machine's clock and the store's differ");
    },
    running: () => [...executions.values()].map(({ run }) => run),
    async idle() {
      if (executions.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      ended.add(resolve);
      await promise.finally(() => ended.delete(resolve));
    },
    settle,
    abort(why, patience) {
      for (const execution of executions.values()) execution.abort(why, patience);
    },
  };
}

const after: SetTimer = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};
