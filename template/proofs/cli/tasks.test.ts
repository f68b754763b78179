import { createMemoryQueueEngine, createQueue, defineTask } from "@aegis-stack/runtime/queue";
import { expect, test } from "vitest";
import { z } from "zod";
import { listening, testServer } from "../backend/test-server.ts";
import { runCli } from "./run-cli.ts";

test.each([
  ["ops tasks list --state lost", "Give one of waiting, delayed, active, completed, failed."],
  ["ops tasks list --limit many", "Give a whole number."],
  ["ops tasks enqueue greet --payload {", "Give it as JSON"],
  ["ops tasks retry", "Give its id, or --failed"],
  ["ops tasks discard one --failed", "Give its id, or --failed"],
  ["ops load-test sleep", "Give cpu, io, memory"],
  ["ops load-test cpu --tasks 0", "--tasks from 1 to 10000"],
])("%s is told what is wrong with it", async (words, sentence) => {
  const { exitCode, stderr } = await runCli(words.split(" "));
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(sentence) });
});
// #region aegis:worker=redis

test("the commands ask the running server, and say where it should be when there is none", async () => {
  const greet = defineTask({ name: "greet", queue: "letters", payload: z.object({ name: z.string() }) });
  const queue = createQueue({ engine: createMemoryQueueEngine(), queues: { letters: {} } });
  const { tasks, capability } = queue.operations([greet]);
  const { app } = await testServer({ capabilities: [capability] });
  const { port } = await listening(app);
  const cli = (words: string) => runCli(words.split(" "), { PORT: port });
  const enqueued = await cli('ops tasks enqueue greet --payload {"name":"Ada"} --json');
  expect(enqueued).toMatchObject({ exitCode: 0, stderr: "" });
  const { taskId } = JSON.parse(enqueued.stdout);
  expect((await cli(`ops tasks show ${taskId}`)).stdout).toContain("Enqueued.");
  expect((await cli("ops queues pause letters")).stdout).toContain("letters is paused; 1 wait.");
  expect((await tasks.queue("letters")).paused).toBe(true);
  const away = await runCli(["ops", "tasks", "list"], { PORT: "1" });
  expect([away.exitCode, away.stderr]).toEqual([1, expect.stringContaining("[server.not-running]")]);
});
// #endregion
