import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import { createMemoryQueueEngine } from "../memory/memory-engine.ts";
import { newTask } from "../new-task.fixture.ts";
import { defineQueue } from "../task/define-queue.ts";
import { defineTask } from "../task/define-task.ts";
import { handle } from "../work/handler.ts";
import { HEARTBEAT_TIMEOUT_MS, WORKER_PREFIX } from "../work/registry.ts";
import { trial } from "../worker.fixture.ts";
import { createWorkerHealth } from "./health.ts";
import { TasksService } from "./tasks-service.ts";

const demo = defineTask({
  name: "demo",
  description: "Shows how",
  queue: "test",
  payload: z.object({ text: z.string().min(1) }),
  attempts: 1,
});

/** A service over a queue in memory, and what its worker does. */
async function served(run?: (text: string) => unknown, start = Date.now()) {
  let now = start;
  const engine = createMemoryQueueEngine(() => now);
  const handlers = run ? [handle(demo, ({ text }) => run(text))] : [];
  const started = run ? await trial({ engine, handlers }) : undefined;
  // It registers by itself, a moment after its start.
  if (started) await vi.waitFor(async () => expect(await engine.readEntries()).not.toEqual({}));
  const queues = started?.queues ?? [defineQueue({ name: "test" })];
  const service = new TasksService({ engine, queues, contracts: [demo], now: () => now });
  return {
    service,
    engine,
    now: () => now,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    reached: (id: string, state: "failed" | "completed") => started?.reached(id, state),
  };
}

const codeOf = (work: Promise<unknown>) => work.then(String, ({ code }) => code);

describe("tasks", () => {
  test("are enqueued by name, with a payload that the contract judges", async () => {
    const { service } = await served();
    expect(await service.enqueue("demo", { text: "x" })).toMatchObject({ outcome: "added", queue: "test" });
    expect(await codeOf(service.enqueue("demo", { text: "" }))).toBe("tasks.invalid-payload");
    expect(await codeOf(service.enqueue("demo", undefined))).toBe("tasks.invalid-payload");
    expect(await codeOf(service.enqueue("nothing", {}))).toBe("tasks.no-contract");
    expect(service.contracts()).toMatchObject([{ name: "demo", payload: { required: ["text"] } }]);
  });

  test("are listed by state, a page at a time, with how many there are", async () => {
    const { service } = await served();
    for (const text of ["a", "b", "c"]) await service.enqueue("demo", { text });
    const { tasks, total } = await service.list({ state: "waiting", limit: 2 });
    expect([tasks.map(({ payload }) => payload), total]).toEqual([[{ text: "a" }, { text: "b" }], 3]);
    expect((await service.list({ state: "waiting", offset: 2 })).tasks).toHaveLength(1);
    expect((await service.list({ state: "waiting", name: "other" })).total).toBe(0);
    expect(await codeOf(service.list({ state: "waiting", queue: "nothing" }))).toBe("queues.unknown");
  });

  test("tell their timeline, are run again, and forgotten", async () => {
    let fails = true;
    const { service, reached } = await served(() => {
      if (fails) throw new Error("The disk is full.");
      return "well";
    });
    const { taskId } = await service.enqueue("demo", { text: "x" });
    await reached(taskId, "failed");
    const { task, timeline, stacks } = await service.show(taskId);
    expect(task).toMatchObject({ state: "failed", error: "The disk is full.", attemptsMade: 1 });
    expect(timeline.map(({ kind }) => kind).toSorted()).toEqual(["enqueued", "failed", "started"]);
    expect(stacks[0]).toContain("The disk is full.");
    fails = false;
    await service.retry(taskId);
    await reached(taskId, "completed");
    expect((await service.show(taskId)).task).toMatchObject({ state: "completed", result: "well" });
    expect(await service.discard(taskId)).toMatchObject({ id: taskId });
    expect(await codeOf(service.show(taskId))).toBe("tasks.unknown");
    expect(await codeOf(service.show("elsewhere.1"))).toBe("tasks.unknown");
  });

  test("tell when an attempt began whose worker died, once, as far as its last heartbeat says it", async () => {
    const memory = createMemoryQueueEngine();
    const consume: typeof memory.consume = (options) =>
      memory.consume({
        ...options,
        run: (taken) => options.run({ ...taken, record: { ...taken.record, deaths: 1 } }),
      });
    const engine = { ...memory, consume };
    const { name, description, queue, payload } = demo;
    const contract = defineTask({ name, description, queue, payload, attempts: 3, backoff: { initial: 1 } });
    let runs = 0;
    const work = () => {
      runs += 1;
      if (runs === 1) throw new Error("no");
    };
    const startedAt = Date.now() - 60_000;
    const id = "test.lost";
    const dead = { id: "dead", host: "here", pid: 1, startedAt, seenAt: startedAt, memory: 1, queues: [] };
    const tasks = [{ id, name: "demo", queue: "test", startedAt }];
    await engine.writeEntries({ [`${WORKER_PREFIX}dead`]: JSON.stringify({ ...dead, tasks }) });
    await engine.add("test", [newTask({ id, payload: { text: "x" } })]);
    const { queues, reached } = await trial({ engine, handlers: [handle(contract, work)] });
    await reached(id, "completed");
    const { timeline } = await new TasksService({ engine, queues, contracts: [contract] }).show(id);
    expect(timeline.filter(({ at }) => Date.parse(at) === startedAt)).toEqual([
      { at: expect.any(String), kind: "started", text: "Attempt 1 started by worker dead, lost." },
    ]);
    expect(timeline.filter(({ kind }) => kind === "died")).toHaveLength(1);
  });

  test("that have failed are run again or forgotten all together", async () => {
    const { service, reached } = await served(() => {
      throw new Error("no");
    });
    const ids: string[] = [];
    for (const text of ["a", "b", "c"]) ids.push((await service.enqueue("demo", { text })).taskId);
    for (const id of ids) await reached(id, "failed");
    expect(await service.discardAll({ name: "other" })).toEqual({ count: 0 });
    expect(await service.retryAll({ queue: "test" })).toEqual({ count: 3 });
    for (const id of ids) await reached(id, "failed");
    expect(await service.discardAll()).toEqual({ count: 3 });
    expect((await service.list({ state: "failed" })).total).toBe(0);
  });

  test("are followed until they are over", async () => {
    const { service } = await served(() => "done");
    const { taskId } = await service.enqueue("demo", { text: "x" });
    const states: string[] = [];
    for await (const { state } of service.follow(taskId, new AbortController().signal)) states.push(state);
    expect(states.at(-1)).toBe("completed");
  });

  test("that wait cannot be run again", async () => {
    const { service } = await served();
    const { taskId } = await service.enqueue("demo", { text: "x" }, { delay: 60_000 });
    expect(await codeOf(service.retry(taskId))).toBe("tasks.not-over");
    expect((await service.show(taskId)).task.dueAt).not.toBeNull();
    expect(await service.cancel(taskId)).toMatchObject({ outcome: "removed" });
  });
});

describe("queues", () => {
  test("tell what waits and for how long, and are paused, resumed and drained", async () => {
    const { service, pass } = await served();
    await service.enqueue("demo", { text: "x" });
    pass(90_000);
    expect(await service.pause("test")).toMatchObject({ paused: true, waiting: 1, timeToClear: null });
    expect((await service.queue("test")).oldestWait).toBeGreaterThan(85_000);
    expect(await service.resume("test")).toMatchObject({ paused: false });
    expect(await service.drain("test")).toEqual({ count: 1 });
    expect(await service.queue("test")).toMatchObject({ waiting: 0, oldestWait: null, timeToClear: 0 });
    expect(await codeOf(service.pause("nothing"))).toBe("queues.unknown");
  });

  test("tell their rate and what share failed, from the heartbeats of their workers", async () => {
    const { service, engine, now, pass } = await served();
    const minute = Math.floor(now() / 60_000);
    const seenAt = now();
    const minutes = [{ minute: minute - 1, completed: 90, failed: 30, took: 1_000 }];
    const entry = { id: "a", host: "h", pid: 1, startedAt: 0, seenAt, memory: 1, tasks: [] };
    const text = JSON.stringify({ ...entry, queues: [{ name: "test", concurrency: 10, minutes }] });
    await engine.writeEntries({ [`${WORKER_PREFIX}a`]: text, [`${WORKER_PREFIX}b`]: "{}" });
    const { queues, workers } = await service.queues();
    expect(queues).toMatchObject([{ workers: 1, failureRate: 0.25 }]);
    expect(queues[0]!.perMinute).toBeGreaterThan(59);
    expect(workers).toMatchObject([{ id: "a", alive: true, queues: ["test"] }]);
    pass(HEARTBEAT_TIMEOUT_MS);
    expect(await service.workers()).toMatchObject([{ id: "a", alive: false }]);
  });
});

describe("workers", () => {
  const HOUR = 3_600_000;

  test.each([
    ["behind", -HOUR],
    ["ahead", HOUR],
  ])("count as alive by the server's clock, of which their own may be an hour %s", async (_how, skew) => {
    // What passes by the worker's own clock between two of its statements is not counted.
    vi.spyOn(performance, "now").mockReturnValue(0);
    onTestFinished(() => void vi.restoreAllMocks());
    const { service, pass } = await served(() => "done", Date.now() - skew);
    expect(await service.workers()).toMatchObject([{ alive: true, silence: 0 }]);
    // It is not seen for so long.
    pass(HEARTBEAT_TIMEOUT_MS);
    expect(await service.workers()).toMatchObject([{ alive: false, silence: HEARTBEAT_TIMEOUT_MS }]);
  });

  test("whose heartbeats cannot be stored are not reported as gone", async () => {
    const { service, engine } = await served();
    engine.ping = async () => {
      throw new AppError({ code: "redis.full", category: "unavailable", message: "It is full.", hint: "" });
    };
    expect(await service.queues()).toMatchObject({ workers: [], trouble: "It is full." });
    const { checks } = createWorkerHealth(service, { isStarting: () => false });
    const heartbeat = checks.find(({ name }) => name === "heartbeat");
    const found = heartbeat && "check" in heartbeat && (await heartbeat.check(new AbortController().signal));
    expect(found).toMatchObject({
      status: "unhealthy",
      message: "The state of the workers is unknown: It is full.",
    });
  });
});

describe("health", () => {
  const findings = async (service: TasksService, isStarting = false) => {
    const { checks } = createWorkerHealth(service, { isStarting: () => isStarting });
    const signal = new AbortController().signal;
    return Promise.all(checks.map((check) => ("check" in check ? check.check(signal) : undefined)));
  };

  test("is unhealthy without a worker, and warns of a task that waits for long", async () => {
    const { service, pass } = await served();
    await service.enqueue("demo", { text: "x" });
    pass(61_000);
    expect(await findings(service)).toMatchObject([
      { status: "info" },
      { status: "unhealthy", message: "No worker is running, so no task is run." },
      { status: "warning", message: expect.stringContaining("has been waiting") },
    ]);
  });

  test("waits for a worker that starts together with this process", async () => {
    const { service } = await served();
    expect((await findings(service, true))[1]).toMatchObject({
      status: "info",
      message: "No worker has registered yet.",
    });
  });

  test("is healthy with a worker that looks for tasks", async () => {
    const { service } = await served(() => "done");
    expect(await findings(service)).toMatchObject([
      { status: "info", message: "Tasks are lost on restart." },
      { status: "healthy", message: "One worker is running." },
      { status: "healthy", metadata: { waiting: 0 } },
    ]);
  });
});
