import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { AppError } from "../errors/index.ts";
import { createProcessPhase } from "../process/index.ts";
import { createScheduler } from "./create-scheduler.ts";
import { defineJob } from "./job.ts";
import { createJobRunner } from "./job-runner.ts";
import { cron, every } from "./schedule.ts";
import { describeOnEachStore } from "./stores.fixture.ts";

const log = pino({ level: "silent" });
const never = new AbortController().signal;

describeOnEachStore((emptyStore) => {
  test("faulty jobs are told all at once, before anything has started", async () => {
    const store = await emptyStore(Date.now);
    const register = vi.spyOn(store, "register");
    const jobs = ["a", "b"].map((id) => defineJob({ id, schedule: cron("nonsense"), run: () => {} }));
    const attempt = () =>
      createJobRunner({ scheduler: { store }, jobs, log, phase: createProcessPhase() }).start?.();
    await expect(attempt).rejects.toThrow(AppError);
    await expect(attempt).rejects.toThrow("Some jobs are not defined well");
    expect(register).not.toHaveBeenCalled();
  });

  test("a job runs by itself, on request at once, and none once it was stopped", async () => {
    const store = await emptyStore(Date.now);
    const ran = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const jobs = [
      defineJob({ id: "second", schedule: every("1s"), run: () => ran.resolve() }),
      defineJob({ id: "asked", schedule: cron("0 0 1 1 *"), run: () => asked.resolve() }),
    ];
    const scheduler = createScheduler({ name: "my-app", store });
    const part = createJobRunner({ scheduler, jobs, log, phase: createProcessPhase() });
    await part.start?.();
    await ran.promise;
    await scheduler.run("asked");
    await asked.promise;
    await part.stop?.(never);
    expect(await scheduler.schedulers()).toEqual([]);
    const history = await scheduler.history();
    expect(history.filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
    expect(new Set(history.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
  });
});
