import {
  createMemoryQueueEngine,
  defineQueue,
  defineTask,
  LoadTestService,
  TasksService,
} from "@aegis-stack/runtime/queue";
import { expect, test } from "vitest";
import { z } from "zod";
import { runCli } from "#app/cli/run.fixture.ts";
import { listening, testServer } from "#app/components/backend/server.fixture.ts";
import { queue } from "#app/core/queue.ts";
import { askTasks } from "./ask-tasks.ts";

const greet = defineTask({ name: "greet", queue: "letters", payload: z.object({ name: z.string() }) });

async function served() {
  const engine = createMemoryQueueEngine();
  const service = new TasksService({
    engine,
    queues: [...queue.queues, defineQueue({ name: "letters" })],
    contracts: [greet],
  });
  const { app } = await testServer({
    services: { tasks: service, loadTests: new LoadTestService(engine) },
  });
  const { origin, port } = await listening(app);
  return { tasks: askTasks(origin), service, origin, port };
}

test("the running server's tasks are enqueued, listed, shown and forgotten", async () => {
  const { tasks } = await served();
  const { taskId } = await tasks.enqueue("greet", { name: "Ada" }, { delay: 60_000 });
  expect((await tasks.list({ state: "delayed", queue: "letters" })).tasks).toMatchObject([{ id: taskId }]);
  expect((await tasks.show(taskId)).task.payload).toEqual({ name: "Ada" });
  expect((await tasks.discard(taskId)).id).toBe(taskId);
  await expect(tasks.show(taskId)).rejects.toMatchObject({ code: "tasks.unknown", category: "not-found" });
  await expect(tasks.enqueue("nothing", {})).rejects.toMatchObject({ code: "tasks.no-contract" });
  expect([await tasks.retryAll(), await tasks.discardAll({ queue: "letters" })]).toEqual([
    { count: 0 },
    { count: 0 },
  ]);
});

test("its queues are listed, paused, resumed and drained, and load tests reported on", async () => {
  const { tasks } = await served();
  expect((await tasks.pause("letters")).paused).toBe(true);
  expect((await tasks.resume("letters")).paused).toBe(false);
  await tasks.enqueue("greet", { name: "Ada" });
  expect(await tasks.drain("letters")).toEqual({ count: 1 });
  expect((await tasks.queues()).queues).toHaveLength(queue.queues.length + 1);
  const { run } = await tasks.startLoadTest("io", 3);
  expect(await tasks.reportLoadTest(run)).toMatchObject({ run, completed: 0, failed: 0 });
});

test("the commands ask it, and say where it should be when there is none", async () => {
  const { port, service } = await served();
  const cli = (words: string) => runCli(words.split(" "), { PORT: port });
  const enqueued = await cli('ops tasks enqueue greet --payload {"name":"Ada"} --json');
  expect(enqueued).toMatchObject({ exitCode: 0, stderr: "" });
  const { taskId } = JSON.parse(enqueued.stdout);
  expect((await cli(`ops tasks show ${taskId}`)).stdout).toContain("Enqueued.");
  expect((await cli("ops queues pause letters")).stdout).toContain("letters is paused; 1 wait.");
  expect((await service.queue("letters")).paused).toBe(true);
  const away = await runCli(["ops", "tasks", "list"], { PORT: "1" });
  expect([away.exitCode, away.stderr]).toEqual([1, expect.stringContaining("[server.not-running]")]);
});
