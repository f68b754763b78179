import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { testServer } from "#app/components/backend/server.fixture.ts";
import { createConnections } from "#app/core/redis/connections.ts";
import { TasksService } from "#app/services/tasks/tasks-service.ts";
import { reached } from "../spy.fixture.ts";
import { defineQueue } from "../task/queue.ts";
import type { ConsumeOptions } from "./engine.ts";
import { newTask } from "./new-task.fixture.ts";
import { createRedisEngine } from "./redis.ts";

const url = process.env.TEST_REDIS_SERVER;
const log = pino({ level: "silent" });

/** An engine of a test's own, its keys, and the API over it. */
async function served() {
  const prefix = `${process.env.REDIS_PREFIX}-${randomBytes(4).toString("hex")}`;
  const connections = createConnections({ url, prefix, log, name: "test" });
  const engine = createRedisEngine(connections, prefix);
  await engine.open();
  const tasks = new TasksService({ engine, queues: [defineQueue({ name: "test" })], contracts: [] });
  const { app } = await testServer({ services: { tasks } });
  onTestFinished(async () => {
    await engine.close();
    await connections.close();
  });
  const write = (id: string, fields: Record<string, string>) =>
    connections.run((client) => client.hset(`{${prefix}}:test:${id}`, fields));
  const consume = (run: ConsumeOptions["run"]) => {
    const consumer = engine.consume({
      queue: "test",
      concurrency: 1,
      rateLimit: undefined,
      worker: "one",
      run,
      backoff: () => 0,
      looked() {},
      recovered() {},
      lost() {},
      troubled() {},
    });
    onTestFinished(() => consumer.close());
  };
  return { engine, app, write, consume };
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

describe.skipIf(!url)("a record that another program has spoilt", () => {
  test.each(MALFORMED)(
    "%j hides no other one from a list, and can be looked at and removed",
    async (fields) => {
      const { engine, app, write, consume } = await served();
      consume(() => Promise.reject(new Error("no")));
      const [spoilt, sound] = [newTask({ attempts: 1 }), newTask({ attempts: 1 })];
      await engine.add("test", [spoilt, sound]);
      await reached(engine, spoilt.id, "failed");
      await reached(engine, sound.id, "failed");
      await write(spoilt.id, fields);
      for (const query of ["?state=failed", "?state=failed&name=demo"]) {
        const listed = await app.inject(`/api/v1/tasks${query}`);
        expect(listed.statusCode, listed.body).toBe(200);
        expect(listed.json().tasks.map(({ id }: { id: string }) => id)).toContain(sound.id);
      }
      expect((await app.inject(`/api/v1/tasks/${spoilt.id}`)).statusCode).toBe(200);
      const removed = await app.inject({ method: "DELETE", url: `/api/v1/tasks/${spoilt.id}` });
      expect(removed.statusCode, removed.body).toBe(200);
    },
  );

  test.each([{ data: "{" }, { opts: "junk" }, { opts: "null" }, { progress: "{" }])(
    "%j fails when its turn has come, and keeps a worker from no other one",
    async (fields) => {
      const { engine, write, consume } = await served();
      const tasks = [newTask(), newTask(), newTask()];
      await engine.add("test", tasks);
      const [first, spoilt, last] = tasks.map(({ id }) => id) as [string, string, string];
      await write(spoilt, fields);
      const ran: string[] = [];
      consume(async ({ record }) => void ran.push(record.id));
      await reached(engine, last, "completed");
      await reached(engine, spoilt, "failed");
      expect(ran).toEqual([first, last]);
      expect(await engine.counts("test")).toMatchObject({ active: 0, waiting: 0, failed: 1, completed: 2 });
    },
  );
});
