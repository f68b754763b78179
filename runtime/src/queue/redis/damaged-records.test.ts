import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { createRedisConnections } from "../../redis/index.ts";
import { waitForTask } from "../../testing/index.ts";
import type { ConsumeOptions } from "../engine.ts";
import { createRedisQueueEngine } from "../engines.ts";
import { newTask } from "../new-task.fixture.ts";
import { taskReport, tasksReport, taskWithTimeline } from "../operations/reports.ts";
import { TasksService } from "../operations/tasks-service.ts";
import { defineQueue } from "../task/define-queue.ts";

const url = process.env.TEST_REDIS_SERVER;
const log = pino({ level: "silent" });

/** An engine of a test's own, its keys, and the operations on it. */
async function openEngine() {
  const prefix = `${process.env.REDIS_PREFIX}-${randomBytes(4).toString("hex")}`;
  const redis = createRedisConnections({ url, prefix, log, name: "test" });
  const engine = createRedisQueueEngine({ redis, prefix });
  await engine.open();
  const tasks = new TasksService({ engine, queues: [defineQueue({ name: "test" })], contracts: [] });
  onTestFinished(async () => {
    await engine.close();
    await redis.close();
  });
  const write = (id: string, fields: Record<string, string>) =>
    redis.run((client) => client.hset(`{${prefix}}:test:${id}`, fields));
  const consume = (run: ConsumeOptions["run"]) => {
    const consumer = engine.consume({
      queue: "test",
      concurrency: 1,
      rateLimit: undefined,
      worker: "one",
      run,
      backoff: () => 0,
      polled() {},
      recovered() {},
      lost() {},
      failed() {},
    });
    onTestFinished(() => consumer.close());
  };
  return { engine, tasks, write, consume };
}

const MALFORMED: Record<string, string>[] = [
  { data: "{" },
  { data: "null" },
  { opts: "junk" },
  { opts: "null" },
  { progress: "{" },
  { timestamp: "abc", finishedOn: "1e300" },
  { atm: "many", stc: "x", priority: "high" },
  { stacktrace: "[1, {}]", returnvalue: "{" },
];

describe.skipIf(!url)("a record that another program has damaged", () => {
  test.each(MALFORMED)("%j hides no other one from a list, and can be shown and deleted", async (fields) => {
    const { engine, tasks, write, consume } = await openEngine();
    consume(() => Promise.reject(new Error("no")));
    const [damaged, sound] = [newTask({ attempts: 1 }), newTask({ attempts: 1 })];
    await engine.add("test", [damaged, sound]);
    await waitForTask(engine, damaged.id, "failed");
    await waitForTask(engine, sound.id, "failed");
    await write(damaged.id, fields);
    for (const filter of [{}, { name: "demo" }]) {
      const listed = tasksReport.parse(await tasks.list({ state: "failed", ...filter }));
      expect(listed.tasks.map(({ id }) => id)).toContain(sound.id);
    }
    taskWithTimeline.parse(await tasks.show(damaged.id));
    taskReport.parse(await tasks.discard(damaged.id));
    expect(await engine.find("test", damaged.id)).toBeUndefined();
  });

  test.each([{ data: "{" }, { opts: "junk" }, { opts: "null" }, { progress: "{" }])(
    "%j fails when a worker takes it, and keeps the worker from no other one",
    async (fields) => {
      const { engine, write, consume } = await openEngine();
      const tasks = [newTask(), newTask(), newTask()];
      await engine.add("test", tasks);
      const [first, damaged, last] = tasks.map(({ id }) => id) as [string, string, string];
      await write(damaged, fields);
      const ran: string[] = [];
      consume(async ({ record }) => void ran.push(record.id));
      await waitForTask(engine, last, "completed");
      await waitForTask(engine, damaged, "failed");
      expect(ran).toEqual([first, last]);
      expect(await engine.counts("test")).toMatchObject({ active: 0, waiting: 0, failed: 1, completed: 2 });
    },
  );
});
