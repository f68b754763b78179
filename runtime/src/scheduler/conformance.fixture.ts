import { beforeEach, describe, expect, test } from "vitest";
import { defineJob, getJobDefinition, type JobDefinition, type JobOptions } from "./job.ts";
import { type JobStore, MAX_RUNS_PER_JOB } from "./job-store.ts";
import type { Plan } from "./plan.ts";
import { every } from "./schedule.ts";

const START = Date.parse("2026-06-01T12:00:00Z");
const MINUTE = 60_000;
const LEASE_MS = 15_000;

export interface StoreOptions {
  /** Milliseconds since 1970, by the clock of the store. */
  time(): number;
}

/** Anything can be decided; what the store makes of it is the question. */
const planOf =
  (decided: Partial<Plan>) =>
  (lastTick: number): Plan => ({
    onTime: [],
    late: [],
    missed: undefined,
    lastTick: decided.onTime?.at(-1) ?? decided.late?.at(-1) ?? decided.missed?.last ?? lastTick,
    lookAt: START + MINUTE,
    ...decided,
  });

/** What every store promises, whatever it is made of. `open` makes an empty one. */
export function describeStore(name: string, open: (options: StoreOptions) => Promise<JobStore>): void {
  describe(name, () => {
    let clock = START;
    let store: JobStore;

    beforeEach(async () => {
      clock = START;
      store = await open({ time: () => clock });
    });

    const define = (options: Partial<JobOptions> = {}): JobDefinition =>
      getJobDefinition(defineJob({ id: "job", schedule: every("1m"), run: () => {}, ...options }));
    const claim = (scheduler = "one") => ({ scheduler, now: clock, lease: LEASE_MS });
    const advance = async (job: JobDefinition, decided: Partial<Plan>, scheduler?: string) =>
      (await store.advance([{ job, plan: planOf(decided) }], claim(scheduler))).started;
    const beat = (id: string, running: string[] = [], now = clock) =>
      store.recordHeartbeat({ id, host: "here", pid: 1, startedAt: START, now, lease: LEASE_MS, running });
    const history = async () =>
      (await store.runs({ jobId: "job", limit: 500 })).map(({ status, scheduledFor }) => [
        status,
        (scheduledFor - START) / MINUTE,
      ]);
    const register = async (...jobs: JobDefinition[]) => {
      await store.register(jobs, clock);
      return jobs;
    };

    test("jobs are listed as they were defined, by id, watched from when they were first registered", async () => {
      const [b, a] = [define({ id: "b" }), define({ id: "a", description: "First", jitter: "5s" })];
      await register(b, a);
      clock += MINUTE;
      await register(b, a);
      expect(await store.jobs()).toEqual([
        { ...a, lastTick: START, pausedAt: null },
        { ...b, lastTick: START, pausedAt: null },
      ]);
    });

    test("a job that is no longer defined disappears, its pause does not", async () => {
      const [a, b] = [define({ id: "a" }), define({ id: "b" })];
      await register(a, b);
      await store.pause("b", START, START);
      await register(a);
      expect((await store.jobs()).map(({ id }) => id)).toEqual(["a"]);
      await expect(store.request("b", clock)).rejects.toThrow('There is no job "b".');
      await register(a, b);
      expect((await store.jobs()).map(({ pausedAt }) => pausedAt)).toEqual([null, START]);
    });

    test("a changed schedule counts from now on, another change does not", async () => {
      await register(define());
      clock += 10 * MINUTE;
      await register(define({ description: "New words" }));
      expect((await store.jobs())[0]?.lastTick).toBe(START);
      await register(define({ schedule: every("5m") }));
      expect((await store.jobs())[0]?.lastTick).toBe(clock);
    });

    test("a tick on time starts, ends, and is in the history with what it said", async () => {
      await register(define());
      const [run] = await advance(define(), { onTime: [START + MINUTE] });
      expect(run).toMatchObject({ status: "running", trigger: "schedule", scheduledFor: START + MINUTE });
      expect(run).toMatchObject({ startedAt: clock, finishedAt: null, scheduler: "one" });
      const outcome = { status: "succeeded", message: "Removed 3 files." } as const;
      expect(await store.finish(run?.id ?? "", "one", outcome, clock + 5)).toBe(true);
      const expected = { ...run, ...outcome, finishedAt: clock + 5 };
      expect(await store.runs({ limit: 10 })).toEqual([expected]);
      expect(await store.latest()).toEqual([expected]);
    });

    test("a tick that was decided about is not started again, by nobody", async () => {
      await register(define({ overlap: "allow" }));
      const job = define({ overlap: "allow" });
      const decided = { onTime: [START + MINUTE] };
      const found = await Promise.all(
        ["one", "two", "three", "four"].map((who) => advance(job, decided, who)),
      );
      expect(found.flat()).toHaveLength(1);
      // A clock that was far ahead and is right again plans the same tick once more.
      expect(await advance(job, { onTime: [START + MINUTE], lastTick: START + 1 })).toEqual([]);
    });

    test("a tick that was missed because the clock was wrong can still run", async () => {
      await register(define());
      const tick = START + 60 * MINUTE;
      const missed = { first: tick, last: tick, count: 1, more: false, reason: "Too late." };
      await advance(define(), { missed, lastTick: START + 1 });
      expect(await history()).toEqual([["missed", 60]]);
      expect(await advance(define(), { onTime: [tick] })).toHaveLength(1);
      expect(await history()).toEqual([["running", 60]]);
    });

    test("a tick that comes while the job is at work is skipped, and says since when", async () => {
      await register(define());
      await advance(define(), { onTime: [START + MINUTE] });
      clock += MINUTE;
      expect(await advance(define(), { onTime: [START + 2 * MINUTE] }, "two")).toEqual([]);
      const [skipped] = await store.runs({ limit: 1 });
      expect(skipped).toMatchObject({ status: "skipped", finishedAt: clock });
      expect(skipped?.message).toBe("Still running since 2026-06-01T12:00:00Z.");
    });

    test("a job that may overlap runs beside itself", async () => {
      const job = define({ overlap: "allow" });
      await register(job);
      expect(await advance(job, { onTime: [START + MINUTE, START + 2 * MINUTE] })).toHaveLength(2);
    });

    test("missed ticks are one line that tells how many", async () => {
      await register(define());
      const missed = {
        first: START,
        last: START + 9 * MINUTE,
        count: 10,
        more: false,
        reason: "Nobody was there.",
      };
      await advance(define(), { missed });
      expect(await store.runs({ limit: 10 })).toMatchObject([
        { status: "missed", ticks: 10, message: "Nobody was there. 10 ticks, since 2026-06-01T12:00:00Z." },
      ]);
      expect((await store.jobs())[0]?.lastTick).toBe(START + 9 * MINUTE);
    });

    test("late ticks wait for their turn, oldest first, one at a time", async () => {
      const job = define({ misfire: "all" });
      await register(job);
      const late = [START + MINUTE, START + 2 * MINUTE];
      expect(await advance(job, { late, onTime: [START + 3 * MINUTE] })).toEqual([]);
      const order: number[] = [];
      for (let turn = 0; turn < 3; turn++) {
        const taken = await Promise.all(["one", "two"].map((who) => store.takeWaiting([job], claim(who))));
        expect(taken.flat()).toHaveLength(1);
        const [run] = taken.flat();
        order.push(((run?.scheduledFor ?? 0) - START) / MINUTE);
        await store.finish(run?.id ?? "", run?.scheduler ?? "", { status: "failed", message: "No." }, clock);
      }
      expect(order).toEqual([1, 2, 3]);
      expect(await store.takeWaiting([job], claim())).toEqual([]);
    });

    test("what waits of a job that may overlap starts together", async () => {
      const job = define({ overlap: "allow", misfire: "all" });
      await register(job);
      await advance(job, { late: [START + MINUTE, START + 2 * MINUTE] });
      const taken = await Promise.all(["one", "two"].map((who) => store.takeWaiting([job], claim(who))));
      expect(taken.flat()).toHaveLength(2);
    });

    test("a request waits for a scheduler, and one takes it", async () => {
      await register(define());
      const asked = await store.request("job", clock);
      expect(asked).toMatchObject({ status: "waiting", trigger: "request", scheduledFor: clock });
      expect(await store.latest()).toEqual([asked]);
      const taken = await Promise.all(["one", "two"].map((who) => store.takeWaiting([define()], claim(who))));
      expect(taken.flat().map(({ id }) => id)).toEqual([asked.id]);
      await expect(store.request("job", clock)).rejects.toThrow("Still running since 2026-06-01T12:00:00Z.");
    });

    test("two requests at once: one is taken, the other is told", async () => {
      await register(define());
      const asked = await Promise.allSettled([store.request("job", clock), store.request("job", clock)]);
      expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    });

    test("a paused job passes over its ticks, runs when it is asked to, and goes on from when it is resumed", async () => {
      await register(define());
      await store.pause("job", START, START);
      expect((await store.jobs())[0]?.pausedAt).toBe(START);
      expect(await advance(define(), { onTime: [START + MINUTE] })).toEqual([]);
      await store.request("job", clock);
      expect(await store.takeWaiting([define()], claim())).toHaveLength(1);
      clock += 10 * MINUTE;
      await store.pause("job", null, clock);
      expect(await store.jobs()).toMatchObject([{ pausedAt: null, lastTick: clock }]);
      expect(await history()).toEqual([["running", 0]]);
      await expect(store.pause("nobody", clock, clock)).rejects.toThrow('There is no job "nobody".');
    });

    test("to resume a job that is not paused changes nothing", async () => {
      await register(define());
      await store.pause("job", null, clock + 10 * MINUTE);
      expect((await store.jobs())[0]?.lastTick).toBe(START);
    });

    test("a run lives as long as its scheduler beats, and is buried when the lease has ended", async () => {
      await register(define());
      const [run] = await advance(define(), { onTime: [START + MINUTE] });
      const id = run?.id ?? "";
      clock += LEASE_MS - 1_000;
      expect(await beat("one", [id])).toEqual({ skew: 0, lost: [], expired: [] });
      clock += LEASE_MS - 1_000;
      expect((await beat("two")).expired).toEqual([]);
      clock += 2_001;
      const { expired } = await beat("two");
      expect(expired).toMatchObject([{ id, status: "failed", finishedAt: clock }]);
      expect(expired[0]?.message).toContain("died");
      expect((await beat("two")).expired).toEqual([]);
      expect((await beat("one", [id])).lost).toEqual([id]);
      expect(await store.finish(id, "one", { status: "succeeded", message: null }, clock)).toBe(false);
      expect(await store.latest()).toMatchObject([{ id, status: "failed" }]);
      expect(await advance(define(), { onTime: [START + 2 * MINUTE] }, "two")).toHaveLength(1);
    });

    test("a scheduler that slept past its own lease goes on when nobody took the run", async () => {
      await register(define());
      const [run] = await advance(define(), { onTime: [START + MINUTE] });
      clock += 10 * LEASE_MS;
      expect(await beat("one", [run?.id ?? ""])).toMatchObject({ lost: [], expired: [] });
      expect(await store.finish(run?.id ?? "", "one", { status: "succeeded", message: null }, clock)).toBe(
        true,
      );
    });

    test("schedulers are seen while they beat, with how far their clock is off", async () => {
      await beat("one", [], clock + 61_000);
      clock += 1_000;
      expect(await beat("two")).toMatchObject({ skew: 0 });
      const seen = (await store.schedulers()).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(seen).toMatchObject([
        { id: "one", host: "here", pid: 1, startedAt: START, seenAt: START, skew: 61_000 },
        { id: "two", seenAt: START + 1_000, skew: 0 },
      ]);
      await store.removeScheduler("one");
      expect((await store.schedulers()).map(({ id }) => id)).toEqual(["two"]);
    });

    test("of each job the newest hundred finished runs are kept, and every one that is not over", async () => {
      const job = define({ overlap: "allow" });
      await register(job, define({ id: "other" }));
      await advance(define({ id: "other" }), { onTime: [START + MINUTE] });
      await store.request("job", START);
      for (let minute = 1; minute <= MAX_RUNS_PER_JOB + 20; minute++) {
        const [run] = await advance(job, { onTime: [START + minute * MINUTE] });
        await store.finish(run?.id ?? "", "one", { status: "succeeded", message: null }, clock);
      }
      const kept = await history();
      expect(kept).toHaveLength(MAX_RUNS_PER_JOB + 1);
      expect(kept[0]).toEqual(["succeeded", MAX_RUNS_PER_JOB + 20]);
      expect(kept.at(-1)).toEqual(["waiting", 0]);
      expect(await store.runs({ jobId: "job", limit: 500, over: true })).toHaveLength(MAX_RUNS_PER_JOB);
      expect(await store.runs({ jobId: "other", limit: 500 })).toHaveLength(1);
      expect(await store.runs({ limit: 3 })).toHaveLength(3);
    });

    test("many jobs are decided about in one go, each in its own right", async () => {
      const jobs = Array.from({ length: 250 }, (_, index) => define({ id: `job-${index}` }));
      await register(...jobs);
      const due = jobs.map((job) => ({ job, plan: planOf({ onTime: [START + MINUTE], lookAt: START }) }));
      const all = await Promise.all(["one", "two"].map((who) => store.advance(due, claim(who))));
      const started = all.flatMap((found) => found.started.map(({ jobId }) => jobId));
      expect(started.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted());
      expect(all.map(({ lookAt }) => lookAt.length)).toEqual([250, 250]);
    });
  });
}
