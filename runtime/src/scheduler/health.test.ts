import { beforeEach, describe, expect, test } from "vitest";
import type { HealthCheck } from "../health/index.ts";
import type { ListedBackup } from "./backup-check.ts";
import { createScheduler } from "./create-scheduler.ts";
import { createSchedulerHealth } from "./health.ts";
import { defineJob, getJobDefinition } from "./job.ts";
import type { JobStore } from "./job-store.ts";
import { plan } from "./plan.ts";
import type { RunOutcome } from "./run.ts";
import { cron } from "./schedule.ts";
import type { Scheduler } from "./scheduler.ts";
import { describeOnEachStore } from "./stores.fixture.ts";
import { createTicks } from "./ticks.ts";

const START = Date.parse("2026-06-01T12:00:00Z");
const LEASE_MS = 15_000;
let clock = START;
let store: JobStore;
let jobs: Scheduler;
const HOUR = 3_600_000;
const BACKUP_JOB = "backup-database";
let backups: ListedBackup[];

const backupOf = (hoursAgo: number, beforeRestore = false): ListedBackup => ({
  takenAt: new Date(clock - hoursAgo * HOUR).toISOString(),
  beforeRestore,
});

const job = (id: string) => getJobDefinition(defineJob({ id, schedule: cron("0 2 * * *"), run: () => {} }));
const beat = (id: string, ahead = 0) =>
  store.recordHeartbeat({
    id,
    host: "here",
    pid: 1,
    startedAt: START,
    now: clock + ahead,
    lease: LEASE_MS,
    running: [],
  });

async function ran(id: string, outcome: RunOutcome) {
  await store.request(id, clock);
  const [run] = await store.takeWaiting([job(id)], { scheduler: "one", now: clock, lease: LEASE_MS });
  await store.finish(run?.id ?? "", "one", outcome, clock);
}

async function find(name: string, isStarting = false) {
  const options = {
    scheduler: jobs,
    now: () => clock,
    isStarting: () => isStarting,
    backups: { jobId: BACKUP_JOB, list: async () => backups },
  };
  const check = createSchedulerHealth(options).checks.find((item) => item.name === name) as HealthCheck;
  expect(check.critical).toBe(false);
  return check.check(new AbortController().signal);
}

describeOnEachStore((emptyStore) => {
  beforeEach(async () => {
    clock = START;
    backups = [];
    store = await emptyStore(() => clock);
    jobs = createScheduler({ name: "my-app", store, now: () => clock });
    await store.register([job("one"), job("two")], clock);
  });

  test("no scheduler, or one that was seen too long ago, is unhealthy", async () => {
    expect(await find("heartbeat")).toMatchObject({ status: "unhealthy", metadata: { schedulers: 0 } });
    await beat("one");
    clock += 60_000;
    expect(await find("heartbeat")).toMatchObject({
      status: "unhealthy",
      message: "No scheduler is running, so no job is started. The last one was seen 60 s ago.",
    });
  });

  test("one that starts together with this process is waited for", async () => {
    expect(await find("heartbeat", true)).toMatchObject({
      status: "info",
      message: "No scheduler has registered yet.",
    });
  });

  test("one that is seen is well, where its state lasts", async () => {
    await beat("one");
    const { status, message } = await find("heartbeat");
    expect(status).toBe(store.lasting ? "healthy" : "info");
    expect(message).toContain("One scheduler is running");
    expect(message.includes("lost on restart")).toBe(!store.lasting);
  });

  test("a clock that differs is named, with the direction", async () => {
    await beat("one", -61_000);
    expect(await find("heartbeat")).toMatchObject({
      status: "warning",
      message: "A scheduler's clock is 61 s behind the database's.",
    });
  });

  test("a job whose last run failed is named until it succeeds", async () => {
    await ran("two", { status: "failed", message: "No." });
    expect(await find("jobs")).toMatchObject({ status: "warning", message: "The last run failed of: two." });
    await ran("two", { status: "succeeded", message: null });
    await jobs.pause("one");
    expect(await find("jobs")).toMatchObject({ status: "healthy", message: "2 jobs, 1 paused." });
  });

  describe("the backup", () => {
    const NEXT = "the next is due in 11 h";

    test("that no scheduler takes is reported, with the newest one there is", async () => {
      expect(await find("backup")).toMatchObject({
        status: "info",
        message: "No scheduler has registered the nightly backup yet. No backup was taken yet.",
      });
    });

    test("is healthy whichever scheduler took it, and one from before a restore does not count", async () => {
      await store.register([job(BACKUP_JOB)], clock);
      backups = [backupOf(1, true)];
      expect(await find("backup")).toMatchObject({
        status: "info",
        message: "No backup was taken yet; the next is due in 14 h.",
      });
      backups = [backupOf(1, true), backupOf(0)];
      clock += 3 * HOUR;
      expect(await find("backup")).toMatchObject({
        status: "healthy",
        message: `The last verified backup was taken 3 h ago; ${NEXT}.`,
      });
      await jobs.pause(BACKUP_JOB);
      expect(await find("backup")).toMatchObject({
        status: "warning",
        message: "The nightly backup is paused. The last verified backup was taken 3 h ago.",
      });
    });

    test("that failed is unhealthy until there is a newer one", async () => {
      await store.register([job(BACKUP_JOB)], clock);
      backups = [backupOf(0)];
      clock += HOUR;
      await ran(BACKUP_JOB, { status: "failed", message: "The disk is full." });
      clock += 2 * HOUR;
      expect(await find("backup")).toMatchObject({
        status: "unhealthy",
        message:
          "The nightly backup failed 2 h ago: The disk is full. The last verified backup was taken 3 h ago.",
      });
      backups = [backupOf(0)];
      expect(await find("backup")).toMatchObject({ status: "healthy" });
    });
  });

  test("a clock that was an hour ahead and was set back is a warning until its ticks are past", async () => {
    const minutely = getJobDefinition(
      defineJob({ id: "minutely", schedule: cron("* * * * *"), run: () => {} }),
    );
    const pass = () => {
      const due = {
        job: minutely,
        plan: (lastTick: number) =>
          plan({ now: clock, lastTick, ticks: createTicks(minutely), rule: minutely }),
      };
      return store.advance([due], { scheduler: "one", now: clock, lease: LEASE_MS });
    };
    await store.register([minutely], clock);
    clock = START + 60 * 60_000;
    await pass();
    expect(await find("jobs")).toMatchObject({ status: "healthy" });
    clock = START + 60_000;
    await pass();
    expect(await find("jobs")).toMatchObject({
      status: "warning",
      message: "The clock was ahead and was set back: no job starts on time before 2026-06-01T13:00:00Z.",
    });
    clock = START + 60 * 60_000;
    expect(await find("jobs")).toMatchObject({ status: "healthy" });
  });
});
