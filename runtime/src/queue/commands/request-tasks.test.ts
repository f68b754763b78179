import { expect, test } from "vitest";
import { z } from "zod";
import { requestFrom } from "../../operations/local-server.fixture.ts";
import { listening, testServer } from "../../operations/operator-server.fixture.ts";
import { createMemoryQueueEngine, createQueue, defineTask } from "../index.ts";
import { createRequestedTasks } from "./request-tasks.ts";

const greet = defineTask({ name: "greet", queue: "letters", payload: z.object({ name: z.string() }) });

async function served() {
  const engine = createMemoryQueueEngine();
  const queue = createQueue({ engine, queues: { "load-test": {}, letters: {} } });
  const { app } = await testServer({ capabilities: [queue.operations([greet]).capability] });
  const { origin } = await listening(app);
  return { ...createRequestedTasks(requestFrom(origin)), queue };
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
  const { queue, tasks, loadTests } = await served();
  expect((await tasks.pause("letters")).paused).toBe(true);
  expect((await tasks.resume("letters")).paused).toBe(false);
  await tasks.enqueue("greet", { name: "Ada" });
  expect(await tasks.drain("letters")).toEqual({ count: 1 });
  expect((await tasks.queues()).queues).toHaveLength(queue.queues.length);
  const { run } = await loadTests.start("io", 3);
  expect(await loadTests.report(run)).toMatchObject({ run, completed: 0, failed: 0 });
});
