import type { TaskContext } from "@aegis-stack/runtime/queue";
import { pino } from "pino";
import { expect, test } from "vitest";
import { sampleItemTask } from "#app/services/sample-item/sample-item-task.ts";
import { contracts } from "#app/services/tasks/contracts.ts";
import { handlers } from "../tasks.ts";
import { sampleItemHandler } from "./sample-item.ts";

const context: TaskContext = {
  taskId: "1",
  attempt: 1,
  signal: new AbortController().signal,
  log: pino({ level: "silent" }),
  progress: async () => {},
  note: async () => {},
};

test("returns what its contract declares", async () => {
  const result = await sampleItemHandler.run({}, context);
  const overview = sampleItemTask.result?.parse(result);
  expect(overview).toMatchObject({ name: "sample-item" });
});

test("is registered for enqueueing and for the worker", () => {
  expect(contracts).toContain(sampleItemTask);
  expect(handlers).toContain(sampleItemHandler);
});
