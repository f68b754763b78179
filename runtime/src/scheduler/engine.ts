import type { Logger } from "pino";
import { type Execution, execute, type SetTimer } from "./execute.ts";
import { computeJitter } from "./jitter.ts";
import { getJobDefinition, type Job } from "./job.ts";
import type { DueJob, JobStore, SchedulerRecord } from "./job-store.ts";
import { plan } from "./plan.ts";
import type { Run, RunOutcome } from "./run.ts";
import { createTicks } from "./ticks.ts";

/** A clock that is off by this or more is logged. */
const CLOCK_JUMP_MS = 10_000;

/** What an engine is created from. */
export interface JobEngineOptions {
  readonly jobs: readonly Job[];
  readonly store: JobStore;
  readonly log: Logger;
  /** The identity of this scheduler. */
  readonly self: Omit<SchedulerRecord, "seenAt" | "skew">;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Milliseconds from any start, by a clock that is never set. */
  readonly elapsed?: () => number;
  readonly setTimer?: SetTimer;
  /** Milliseconds after which other schedulers consider this one dead when it sends no heartbeat. */
  readonly lease: number;
}

/** One scheduler without its loop: what it does each time. */
export interface JobEngine {
  /** Stores the jobs that there are. */
  register(): Promise<void>;
  /** Decides every tick that is due and starts what is to run. @returns milliseconds until the next tick */
  pass(): Promise<number>;
  /** Records that it is alive, and marks the runs failed whose lease has expired. */
  sendHeartbeat(): Promise<void>;
  /** The runs that are active. */
  running(): readonly Run[];
  /** Resolves when every run has ended and its outcome is stored. */
  idle(): Promise<void>;
  /** Stores outcomes that could not be stored before. */
  settle(): Promise<void>;
  /** Asks every run to stop. @param timeoutMs how long each may take to do so */
  abort(reason: string, timeoutMs: number): void;
}

/** An engine that does nothing until it is called. */
export function createJobEngine({
  jobs,
  store,
  log,
  self,
  now = Date.now,
  elapsed = () => performance.now(),
  setTimer = setNodeTimer,
  lease,
}: JobEngineOptions): JobEngine {
  const definitions = jobs.map(getJobDefinition);
  const planned = jobs.map((job) => {
    const ticks = createTicks(job);
    const delay = (tick: number) => computeJitter(job.id, tick, job.jitter);
    return { job, plan: (lastTick: number) => plan({ now: now(), lastTick, ticks, rule: job, delay }) };
  });
  /** When each job is to be planned again; undefined: it has no further tick. */
  const lookAt = new Map<DueJob, number | undefined>(planned.map((due) => [due, 0]));
  const executions = new Map<string, Execution>();
  /** Outcomes that could not be stored yet. */
  const unstored = new Map<string, RunOutcome>();
  const ended = new Set<() => void>();
  let last = { now: now(), elapsed: elapsed() };

  const claim = () => ({ scheduler: self.id, now: now(), lease });

  function detectClockJump(): void {
    const current = { now: now(), elapsed: elapsed() };
    const jump = current.now - last.now - (current.elapsed - last.elapsed);
    last = current;
    if (jump < -1_000) for (const due of planned) lookAt.set(due, 0);
    if (Math.abs(jump) < CLOCK_JUMP_MS) return;
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
      unstored.set(run.id, outcome);
      // One that fails is tried again with each pass: the outcome of a run must not be lost.
      await storeOutcome(run.id).catch((error: unknown) =>
        log.error({ err: error, run: run.id }, "end of a run not written"),
      );
    });
  }

  async function storeOutcome(runId: string): Promise<void> {
    const outcome = unstored.get(runId);
    const execution = executions.get(runId);
    if (!outcome || !execution) return;
    const isMine = await store.finish(runId, self.id, outcome, now());
    unstored.delete(runId);
    executions.delete(runId);
    const line = { job: execution.run.jobId, run: runId, ...outcome };
    if (isMine) log.info(line, "job ended");
    else log.warn(line, "job ended after others had taken this scheduler for dead");
    if (executions.size === 0) for (const resolve of ended) resolve();
  }

  async function settle(): Promise<void> {
    for (const runId of [...unstored.keys()]) await storeOutcome(runId);
  }

  return {
    register: () => store.register(definitions, now()),
    async pass() {
      detectClockJump();
      await settle();
      const begin = now();
      const due = planned.filter((item) => (lookAt.get(item) ?? Number.POSITIVE_INFINITY) <= begin);
      if (due.length > 0) {
        const advanced = await store.advance(due, claim());
        advanced.started.forEach(start);
        due.forEach((item, index) => void lookAt.set(item, advanced.lookAt[index]));
      }
      (await store.takeWaiting(definitions, claim())).forEach(start);
      const plannedTimes = [...lookAt.values()].filter((time) => time !== undefined);
      return Math.min(...plannedTimes) - now();
    },
    async sendHeartbeat() {
      const running = [...executions.keys()];
      const { lost, expired, skew } = await store.recordHeartbeat({ ...self, now: now(), lease, running });
      for (const { jobId, id } of expired) log.error({ job: jobId, run: id }, "the scheduler of a run died");
      for (const id of lost) executions.get(id)?.abort("Another scheduler considered this one dead.");
      if (Math.abs(skew) >= CLOCK_JUMP_MS) log.warn({ skew }, "this machine's clock and the store's differ");
    },
    running: () => [...executions.values()].map(({ run }) => run),
    async idle() {
      if (executions.size === 0) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      ended.add(resolve);
      await promise.finally(() => ended.delete(resolve));
    },
    settle,
    abort(reason, timeoutMs) {
      for (const execution of executions.values()) execution.abort(reason, timeoutMs);
    },
  };
}

const setNodeTimer: SetTimer = (milliseconds, callback) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};
