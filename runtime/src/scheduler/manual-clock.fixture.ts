import { pino } from "pino";
import { createScheduler } from "./create-scheduler.ts";
import { createJobEngine, type JobEngine } from "./engine.ts";
import type { SetTimer } from "./execute.ts";
import { defineJob, type Job, type JobContext, type JobOptions } from "./job.ts";
import { cron } from "./schedule.ts";
import type { OpenStore } from "./stores.fixture.ts";

const START = Date.parse("2026-06-01T12:00:00Z");
export const MINUTE = 60_000;
export const LEASE_MS = 15_000;

/** Time that passes only when a test lets it pass. */
function createManualClock() {
  const timers = new Map<object, { at: number; callback: () => void }>();
  let elapsed = 0;
  let offset = 0;
  const setTimer: SetTimer = (milliseconds, callback) => {
    const key = {};
    timers.set(key, { at: elapsed + milliseconds, callback });
    return () => void timers.delete(key);
  };
  return {
    now: () => START + elapsed + offset,
    elapsed: () => elapsed,
    setTimer,
    /** So much time passes, and what was to happen meanwhile does. */
    pass(milliseconds: number) {
      elapsed += milliseconds;
      for (const [key, { at, callback }] of [...timers]) {
        if (at <= elapsed && timers.delete(key)) callback();
      }
    },
    /** The clock is set. */
    set(milliseconds: number) {
      offset += milliseconds;
    },
  };
}

export interface WorldOptions {
  jobs: readonly Job[];
  emptyStore: OpenStore;
}

/** Schedulers that share a store and a clock. */
export async function createSchedulers({ jobs, emptyStore }: WorldOptions) {
  const clock = createManualClock();
  const store = await emptyStore(clock.now);
  const log = pino({ level: "silent" });
  let count = 0;
  return {
    clock,
    store,
    service: createScheduler({ name: "my-app", store, now: clock.now }),
    async scheduler(own: readonly Job[] = jobs): Promise<JobEngine> {
      count += 1;
      const self = { id: `scheduler-${count}`, host: "here", pid: count, startedAt: clock.now() };
      const { now, elapsed, setTimer } = clock;
      const engine = createJobEngine({
        jobs: own,
        store,
        log,
        self,
        now,
        elapsed,
        setTimer,
        lease: LEASE_MS,
      });
      await engine.register();
      await engine.sendHeartbeat();
      return engine;
    },
    /** How often each status is in the history, the ticks of missed ones counted one by one. */
    async counts(jobId?: string) {
      const runs = await store.runs(jobId === undefined ? { limit: 10_000 } : { jobId, limit: 10_000 });
      const found: Record<string, number> = {};
      for (const { status, ticks } of runs) found[status] = (found[status] ?? 0) + ticks;
      return found;
    },
  };
}

/** A job, due every minute, whose runs a test starts and ends. */
export function createManualJob(options: Partial<JobOptions> = {}) {
  const contexts: JobContext[] = [];
  const ends: PromiseWithResolvers<unknown>[] = [];
  const job = defineJob({
    id: "job",
    schedule: cron("* * * * *"),
    run: (context) => {
      contexts.push(context);
      const end = Promise.withResolvers<unknown>();
      ends.push(end);
      return end.promise;
    },
    ...options,
  });
  return { job, contexts, ends, end: (value?: unknown) => ends.at(-1)?.resolve(value) };
}

/** A job, due every minute, that is done at once. It remembers the ticks that it ran for, as minutes after START. */
export function createQuickJob(options: Partial<JobOptions> = {}) {
  const ticks: number[] = [];
  const job = defineJob({
    id: "job",
    schedule: cron("* * * * *"),
    run: ({ scheduledFor }) => {
      ticks.push((scheduledFor.getTime() - START) / MINUTE);
    },
    ...options,
  });
  return { job, ticks };
}
