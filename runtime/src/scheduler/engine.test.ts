import { expect, test, vi } from "vitest";
import {
  createManualJob,
  createQuickJob,
  createSchedulers,
  LEASE_MS,
  MINUTE,
} from "./manual-clock.fixture.ts";
import { describeOnEachStore } from "./stores.fixture.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));

describeOnEachStore((emptyStore) => {
  test("a job runs when it is due, once, and its history tells what it said", async () => {
    const { job, contexts, end } = createManualJob();
    const { clock, scheduler, service } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    expect(await engine.pass()).toBe(MINUTE);
    clock.pass(MINUTE);
    await engine.pass();
    await engine.pass();
    expect(contexts).toHaveLength(1);
    expect(contexts[0]?.scheduledFor).toEqual(new Date(clock.now()));
    expect(contexts[0]?.job).toMatchObject({ id: "job", timeZone: "UTC" });
    clock.pass(1_500);
    end("Sent 3 letters.");
    await engine.idle();
    const { job: report } = await service.show("job");
    expect(report.last).toMatchObject({ status: "succeeded", message: "Sent 3 letters.", duration: 1_500 });
  });

  test("a job that throws fails with its words, and runs again at its next tick", async () => {
    const { job, ends } = createManualJob();
    const { clock, scheduler, service } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    for (const reason of [new Error("The disk is full."), "just words"]) {
      clock.pass(MINUTE);
      await engine.pass();
      ends.at(-1)?.reject(reason);
      await engine.idle();
      const message = reason instanceof Error ? reason.message : reason;
      expect((await service.show("job")).job.last).toMatchObject({ status: "failed", message });
    }
    const { job: sudden } = createManualJob({
      run: () => {
        throw new Error("at once");
      },
    });
    const other = await scheduler([sudden]);
    clock.pass(MINUTE);
    await other.pass();
    await other.idle();
    expect((await service.show("job")).job.last).toMatchObject({ status: "failed", message: "at once" });
  });

  test("a run whose time is up is told so, and fails even if it then ends well", async () => {
    const { job, contexts, end } = createManualJob({ timeout: "30s" });
    const { clock, scheduler, service } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    clock.pass(MINUTE);
    await engine.pass();
    clock.pass(29_999);
    expect(contexts[0]?.signal.aborted).toBe(false);
    clock.pass(1);
    expect(contexts[0]?.signal.aborted).toBe(true);
    end("done after all");
    await engine.idle();
    expect((await service.show("job")).job.last).toMatchObject({
      status: "failed",
      message: "Timed out after 30 seconds.",
    });
  });

  test("a run that never ends and does not listen is given up, and the job runs again", async () => {
    const { job, contexts } = createManualJob({ timeout: "30s" });
    const { clock, scheduler, service } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    clock.pass(MINUTE);
    await engine.pass();
    clock.pass(30_000);
    clock.pass(5_000);
    await engine.idle();
    const { last } = (await service.show("job")).job;
    expect(last?.message).toBe("Timed out after 30 seconds. It did not stop and may still be running.");
    clock.pass(25_000);
    await engine.pass();
    expect(contexts).toHaveLength(2);
  });

  test("a tick that comes while the job is at work is skipped, and the history says why", async () => {
    const { job, contexts, end } = createManualJob();
    const { clock, scheduler, service, counts } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    for (let minute = 1; minute <= 3; minute++) {
      clock.pass(MINUTE);
      await engine.pass();
    }
    expect(contexts).toHaveLength(1);
    end();
    await engine.idle();
    expect(await counts()).toEqual({ succeeded: 1, skipped: 2 });
    expect((await service.history("job"))[0]?.message).toBe("Still running since 2026-06-01T12:01:00Z.");
  });

  test.each([
    ["skip", []],
    ["once", [10]],
    ["all", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ] as const)(
    "ten minutes down, misfire %s: late runs are %j, and every tick is accounted for",
    async (misfire, expected) => {
      const { job, ticks } = createQuickJob({ misfire });
      const { clock, scheduler, counts } = await createSchedulers({ emptyStore, jobs: [job] });
      await scheduler();
      clock.pass(10 * MINUTE + 30_000);
      const engine = await scheduler();
      for (let pass = 0; pass < 12; pass++) {
        await engine.pass();
        await engine.idle();
      }
      expect(ticks).toEqual(expected);
      const { succeeded = 0, missed = 0 } = await counts();
      expect([succeeded, missed]).toEqual([expected.length, 10 - expected.length]);
    },
  );

  test("with misfire all, ticks that are on time wait for those that are caught up, and none is skipped", async () => {
    const { job, ends } = createManualJob({ misfire: "all" });
    const { clock, scheduler, counts } = await createSchedulers({ emptyStore, jobs: [job] });
    await scheduler();
    clock.pass(3 * MINUTE + 30_000);
    const engine = await scheduler();
    await engine.pass();
    // Each of the three that are late takes two thirds of a minute, and meanwhile the next ticks come.
    for (let step = 0; step < 6; step++) {
      clock.pass(40_000);
      ends.at(-1)?.resolve(undefined);
      await engine.idle();
      await engine.pass();
    }
    ends.at(-1)?.resolve(undefined);
    await engine.idle();
    expect(await counts()).toEqual({ succeeded: 7 });
  });

  test("a job that takes longer than to its next tick still skips that one, when all was caught up", async () => {
    const { job, ends } = createManualJob({ misfire: "all" });
    const { clock, scheduler, counts } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    for (let minute = 1; minute <= 4; minute++) {
      clock.pass(MINUTE);
      await engine.pass();
    }
    ends.at(-1)?.resolve(undefined);
    await engine.idle();
    expect(await counts()).toEqual({ succeeded: 1, skipped: 3 });
  });

  test("four schedulers, a hundred ticks: a hundred runs", async () => {
    const { job, ticks } = createQuickJob();
    const { clock, scheduler, counts } = await createSchedulers({ emptyStore, jobs: [job] });
    const engines = [await scheduler(), await scheduler(), await scheduler(), await scheduler()];
    for (let tick = 1; tick <= 100; tick++) {
      clock.pass(MINUTE);
      await Promise.all(engines.map((engine) => engine.pass()));
      await Promise.all(engines.map((engine) => engine.idle()));
    }
    expect(ticks).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(await counts()).toEqual({ succeeded: 100 });
  });

  test("a clock that is set an hour ahead and back, again and again, runs no tick twice and loses none", async () => {
    const { job, ticks } = createQuickJob({ misfire: "all", grace: "1d" });
    const { clock, scheduler } = await createSchedulers({ emptyStore, jobs: [job] });
    const engines = [await scheduler(), await scheduler()];
    const work = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute++) {
        clock.pass(MINUTE);
        // A backlog is worked off one run at a time.
        for (let pass = 0; pass < 70; pass++) {
          const before = ticks.length;
          await Promise.all(engines.map((engine) => engine.pass()));
          await Promise.all(engines.map((engine) => engine.idle()));
          if (ticks.length === before) break;
        }
      }
    };
    await work(3);
    for (const hours of [1, -1, -1, 1]) {
      clock.set(hours * 60 * MINUTE);
      await work(2);
    }
    expect(ticks).toEqual([...new Set(ticks)]);
    expect(ticks).toEqual(Array.from({ length: ticks.length }, (_, index) => index + 1));
    expect(ticks.length).toBeGreaterThanOrEqual(65);
  });

  test("a restart keeps jobs, pauses and history, and goes on where the last one stopped", async () => {
    const paused = createQuickJob({ id: "paused" });
    const { job, ticks } = createQuickJob();
    const { clock, scheduler, service, counts } = await createSchedulers({
      emptyStore,
      jobs: [job, paused.job],
    });
    const first = await scheduler();
    await service.pause("paused");
    clock.pass(MINUTE);
    await first.pass();
    await first.idle();
    const second = await scheduler();
    clock.pass(MINUTE);
    await second.pass();
    await second.idle();
    expect([ticks, paused.ticks]).toEqual([[1, 2], []]);
    expect(await counts("job")).toEqual({ succeeded: 2 });
    expect((await service.show("paused")).job.state).toBe("paused");
    await service.resume("paused");
    clock.pass(MINUTE);
    await second.pass();
    await second.idle();
    expect(paused.ticks).toEqual([3]);
  });

  test("a run that is asked for starts with the next look, and one scheduler starts it", async () => {
    const { job, contexts, end } = createManualJob();
    const { clock, scheduler, service } = await createSchedulers({ emptyStore, jobs: [job] });
    const engines = [await scheduler(), await scheduler()];
    clock.pass(1_000);
    await service.run("job");
    await Promise.all(engines.map((engine) => engine.pass()));
    expect(contexts).toHaveLength(1);
    end();
    await Promise.all(engines.map((engine) => engine.idle()));
    expect((await service.show("job")).job.last).toMatchObject({ status: "succeeded", trigger: "request" });
  });

  test("the run of a scheduler that died is marked failed by another, and nothing of it runs twice", async () => {
    const { job, contexts } = createManualJob();
    const { clock, scheduler, service } = await createSchedulers({ emptyStore, jobs: [job] });
    const [dying, living] = [await scheduler(), await scheduler()];
    clock.pass(MINUTE);
    await dying.pass();
    await living.pass();
    clock.pass(LEASE_MS + 1);
    await living.sendHeartbeat();
    const { last } = (await service.show("job")).job;
    expect(last).toMatchObject({ status: "failed", scheduler: "scheduler-1" });
    expect(last?.message).toContain("died");
    // It was not dead, only asleep: it learns that its run was given up.
    await dying.sendHeartbeat();
    expect(contexts[0]?.signal.aborted).toBe(true);
    expect(contexts).toHaveLength(1);
  });

  test("how a run ended is written down even when the store fails at that moment", async () => {
    const { job, end } = createManualJob();
    const { clock, scheduler, store, counts } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    clock.pass(MINUTE);
    await engine.pass();
    vi.spyOn(store, "finish").mockRejectedValueOnce(new Error("no connection"));
    end();
    await settled();
    expect(engine.running()).toHaveLength(1);
    const running = async () => {
      await engine.pass();
      return engine.running().length;
    };
    await expect.poll(running).toBe(0);
    expect(await counts()).toEqual({ succeeded: 1 });
  });

  test("a tick that could not be decided about while the store was away is decided about afterwards", async () => {
    const { job, ticks } = createQuickJob();
    const { clock, scheduler, store } = await createSchedulers({ emptyStore, jobs: [job] });
    const engine = await scheduler();
    await engine.pass();
    clock.pass(MINUTE);
    vi.spyOn(store, "advance").mockRejectedValueOnce(new Error("no connection"));
    await expect(engine.pass()).rejects.toThrow("no connection");
    clock.pass(5_000);
    await engine.pass();
    await engine.idle();
    expect(ticks).toEqual([1]);
  });
});
