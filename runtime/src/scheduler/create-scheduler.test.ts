import { beforeEach, expect, test } from "vitest";
import { createScheduler } from "./create-scheduler.ts";
import { defineJob, getJobDefinition } from "./job.ts";
import type { JobStore } from "./job-store.ts";
import { jobsReport, jobWithHistory } from "./report.ts";
import { at, cron } from "./schedule.ts";
import type { Scheduler } from "./scheduler.ts";
import { describeOnEachStore } from "./stores.fixture.ts";

const START = Date.parse("2026-06-01T12:00:00Z");
const LEASE_MS = 15_000;
let clock = START;
let store: JobStore;
let jobs: Scheduler;

const job = (id: string, schedule = cron("0 2 * * *")) =>
  getJobDefinition(defineJob({ id, schedule, run: () => {} }));

describeOnEachStore((emptyStore) => {
  beforeEach(async () => {
    clock = START;
    store = await emptyStore(() => clock);
    jobs = createScheduler({ name: "my-app", store, now: () => clock });
    await store.register([job("nightly"), job("once", at("2026-06-01T11:00:00Z"))], clock);
  });

  const beat = (now = clock) =>
    store.recordHeartbeat({
      id: "one",
      host: "here",
      pid: 1,
      startedAt: START,
      now,
      lease: LEASE_MS,
      running: [],
    });

  async function work(id: string, took: number, message: string) {
    const [run] = await store.takeWaiting([job(id)], { scheduler: "one", now: clock, lease: LEASE_MS });
    clock += took;
    await store.finish(run?.id ?? "", "one", { status: "failed", message }, clock);
  }

  test("a job is told with its schedule in words and its next five ticks", async () => {
    const report = jobsReport.parse(await jobs.list());
    expect(report.jobs).toMatchObject([
      { id: "nightly", schedule: "every day at 02:00 UTC", state: "scheduled", current: null, last: null },
      { id: "once", schedule: "once, 2026-06-01 at 11:00 UTC", state: "over", next: [] },
    ]);
    expect(report.jobs[0]?.next).toEqual(
      ["02", "03", "04", "05", "06"].map((day) => `2026-06-${day}T02:00:00.000Z`),
    );
  });

  test("a run that is asked for waits, runs, and is in the history with how long it took and how it went", async () => {
    await beat();
    const run = await jobs.run("nightly");
    expect(run).toMatchObject({ status: "waiting", trigger: "request", duration: null });
    expect((await jobs.show("nightly")).job.state).toBe("waiting");
    await work("nightly", 1_250, "The disk is full.");
    const { job: report, history } = jobWithHistory.parse(await jobs.show("nightly"));
    expect(report).toMatchObject({ state: "scheduled", current: null });
    expect(report.last).toMatchObject({
      id: run.id,
      status: "failed",
      message: "The disk is full.",
      duration: 1_250,
    });
    expect(history).toEqual([report.last]);
    expect(await jobs.history()).toEqual(history);
  });

  test("a run is refused when no scheduler is alive to start it", async () => {
    await expect(jobs.run("nightly")).rejects.toMatchObject({
      code: "jobs.no-scheduler",
      category: "unavailable",
    });
    await beat();
    clock += 20_001;
    await expect(jobs.run("nightly")).rejects.toMatchObject({ code: "jobs.no-scheduler" });
    expect((await jobs.schedulers())[0]).toMatchObject({ id: "one", alive: false });
    await beat();
    expect((await jobs.run("nightly")).status).toBe("waiting");
    await expect(jobs.run("nightly")).rejects.toMatchObject({ code: "jobs.running", category: "conflict" });
  });

  test("a paused job promises no ticks until it is resumed", async () => {
    const paused = await jobs.pause("nightly");
    expect(paused).toMatchObject({ state: "paused", pausedAt: "2026-06-01T12:00:00.000Z", next: [] });
    clock += 1_000;
    expect((await jobs.pause("nightly")).pausedAt).toBe(paused.pausedAt);
    const resumed = await jobs.resume("nightly");
    expect(resumed).toMatchObject({ state: "scheduled", pausedAt: null });
    expect(resumed.next).toHaveLength(5);
  });

  test.each(["show", "run", "pause", "resume", "history"] as const)(
    "%s names a job that is not there",
    async (does) => {
      await expect(jobs[does]("nobody")).rejects.toMatchObject({
        code: "jobs.unknown",
        category: "not-found",
      });
    },
  );
});
