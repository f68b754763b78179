import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { until } from "../until.ts";
import { engines, placeOf } from "./place.ts";

interface Shown {
  task: { state: string; error: string | null; deaths: number; attemptsMade: number };
  timeline: { kind: string; text: string }[];
}

describe.concurrent("a task that", () => {
  const place = placeOf("redis");
  const enqueue = async (name: string, payload: object) => {
    const { taskId } = await place().service.get<{ taskId: string }>("enqueue", name, payload);
    return taskId;
  };
  const shown = (id: string) => place().service.get<Shown>("show", id);
  const over = async (id: string) => {
    await until(`${id} is over`, async () => /completed|failed/.test((await shown(id)).task.state));
    return shown(id);
  };

  test("blocks its worker until the lock expires is run by another one, and both are told of", async () => {
    const { worker, file } = place();
    const workers = [await worker(), await worker()];
    const id = await enqueue("block", { key: "block", until: file("unblock") });
    await over(id);
    writeFileSync(file("unblock"), "");
    // The one that stood still says what it did once it can.
    const said = () => workers.flatMap((one) => one.said).filter(({ taskId }) => taskId === id);
    await until("both have ended it", () => said().filter(({ word }) => word === "end").length === 2);
    const { task, timeline } = await shown(id);
    expect(task).toMatchObject({ state: "completed", deaths: 1 });
    expect(timeline.map(({ kind }) => kind)).toContain("died");
  });
});

describe.concurrent.each(engines)("a poison task on %s", (engine) => {
  const place = placeOf(engine);

  test("that kills its worker twice is still tried again; one that does so always fails for good, and says why", async () => {
    const { service, worker } = place();
    const { taskId: twice } = await service.get<{ taskId: string }>("enqueue", "poison", {
      key: "twice",
      work: 2,
    });
    let isOver = false;
    // Somebody starts workers again, as a container's supervisor does.
    const supervisor = (async () => {
      while (!isOver) await (await worker({ CONCURRENCY: "2" })).ended;
    })();
    const state = async (id: string) => (await service.get<Shown>("show", id)).task;
    await until("the first is over", async () => (await state(twice)).state === "completed");
    expect(await state(twice)).toMatchObject({ deaths: 2 });
    const { taskId: always } = await service.get<{ taskId: string }>("enqueue", "poison", {
      key: "always",
      work: 99,
    });
    await until("the second is over", async () => (await state(always)).state === "failed");
    expect(await state(always)).toMatchObject({
      deaths: 3,
      error: expect.stringContaining("no attempts are left"),
    });
    isOver = true;
    for (const { process } of place().workers) process.kill("SIGKILL");
    await supervisor;
  });
});

describe.concurrent("three workers", () => {
  const place = placeOf("redis");

  test("share two queues, drain when they are told to end, and put back what does not", async () => {
    const { service, worker, file } = place();
    const env = { CONCURRENCY: "2", SHUTDOWN_TIMEOUT: "2" };
    const workers = [await worker(env), await worker(env), await worker(env)];
    const ids: string[] = [];
    const enqueue = async (name: string, payload: object, options = {}) => {
      const { taskId } = await service.get<{ taskId: string }>("enqueue", name, payload, options);
      ids.push(taskId);
      return taskId;
    };
    const enqueueBoth = async (count: number) => {
      for (let index = 0; index < count; index++) {
        await enqueue("work", { key: `a${ids.length}`, work: 300 });
        await enqueue("elsewhere", { key: `b${ids.length}`, work: 300 });
      }
    };
    await enqueueBoth(30);
    const begun = (queue: string) =>
      workers.map(({ said }) => said.filter(({ taskId }) => taskId.startsWith(queue)).length);
    // A worker that gets no processor for a while must not find both queues empty afterwards.
    await until("each worker serves both", async () => {
      await enqueueBoth(1);
      return [...begun("trial"), ...begun("other")].every((number) => number > 0);
    });
    const stubborn = await enqueue("hold", { key: "long", until: file("release") }, { priority: 0 });
    await until("the long one is at work", () =>
      workers.some(({ said }) => said.some(({ key }) => key === "long")),
    );
    for (const { process } of workers) process.kill("SIGTERM");
    const codes = await Promise.all(workers.map(({ ended }) => ended));
    // Whoever had to cut something off says so, and nobody else.
    const cutOff = workers.map(({ output }) => (output().includes('"task put back"') ? 1 : 0));
    expect(codes).toEqual(cutOff);
    expect(cutOff).toContain(1);
    const { timeline } = await service.get<Shown>("show", stubborn);
    expect(timeline.map(({ kind }) => kind)).toContain("requeued");
    writeFileSync(file("release"), "");
    const successor = await worker({ CONCURRENCY: "10" });
    const states = () => Promise.all(ids.map((id) => service.get<Shown>("show", id)));
    await until("all are done", async () => (await states()).every(({ task }) => task.state === "completed"));
    // No task ended twice. A key may: an enqueue call that timed out and was repeated has made two tasks.
    const ends = [...workers, successor]
      .flatMap(({ said }) => said.filter(({ word }) => word === "end"))
      .map(({ taskId }) => taskId);
    expect(ends.length).toBe(new Set(ends).size);
    expect((await states()).every(({ task }) => task.deaths === 0)).toBe(true);
  });
});

describe.concurrent("workers", () => {
  const place = placeOf("redis");

  test("leave a paused queue alone, over their own restart and that of the server", async () => {
    const { service, redis, worker } = place();
    await service.get("pause", "other");
    const first = await worker();
    await redis?.stop();
    await redis?.start();
    first.process.kill("SIGTERM");
    await first.ended;
    const second = await worker();
    await until("the server answers", async () => (await service.ask("ping")).code === null);
    const { taskId } = await service.get<{ taskId: string }>("enqueue", "elsewhere", { key: "paused" });
    const { taskId: other } = await service.get<{ taskId: string }>("enqueue", "work", { key: "not-paused" });
    await until("the other queue is served", () => second.said.some(({ taskId: id }) => id === other));
    expect((await service.get<Shown>("show", taskId)).task.state).toBe("waiting");
    await service.get("resume", "other");
    await until(
      "it is run",
      async () => (await service.get<Shown>("show", taskId)).task.state === "completed",
    );
  });
});

describe.concurrent("a worker", () => {
  const place = placeOf("redis");

  test("lets go of a handler that never settles, and has its hand free again", async () => {
    const { service, worker } = place();
    await worker({ CONCURRENCY: "1" });
    const { taskId } = await service.get<{ taskId: string }>("enqueue", "hang", { key: "hang" });
    const { taskId: next } = await service.get<{ taskId: string }>("enqueue", "work", { key: "after" });
    await until(
      "the next one is done",
      async () => (await service.get<Shown>("show", next)).task.state === "completed",
    );
    await until(
      "it has failed",
      async () => (await service.get<Shown>("show", taskId)).task.state === "failed",
    );
    const { task } = await service.get<Shown>("show", taskId);
    expect(task).toMatchObject({ attemptsMade: 2, error: expect.stringContaining("It did not stop") });
  });
});
