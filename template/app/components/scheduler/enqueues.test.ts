import { defineTask } from "@aegis-stack/runtime/queue";
import { expect, test } from "vitest";
import { z } from "zod";
import { queue } from "#app/core/queue.ts";
import { enqueues } from "./enqueues.ts";

test("a job enqueues a task by its contract, and its history tells which", async () => {
  const payload = z.object({ userId: z.string() });
  const once = { dedupe: { key: ({ userId }: { userId: string }) => userId } };
  const task = defineTask({ name: "of-a-job", queue: "system", payload, ...once });
  const said = await enqueues(task, { userId: "a" })();
  const id = /system\.[\w-]+/.exec(said)?.[0] ?? "";
  expect(said).toBe(`Enqueued of-a-job as ${id}.`);
  expect(await queue.taskResult(task, id)).toEqual({ state: "waiting" });
  expect(await enqueues(task, { userId: "a" })()).toBe(`of-a-job was there already as ${id}.`);
});
