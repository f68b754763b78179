import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { createEnqueuer } from "./enqueuer.ts";
import { createMemoryQueueEngine } from "./memory/memory-engine.ts";
import { createTaskResults } from "./results.ts";
import { defineTask } from "./task/define-task.ts";
import { codeOf, greet, taskOptions } from "./tasks.fixture.ts";

describe("enqueue", () => {
  const { enqueue, enqueueMany } = createEnqueuer(createMemoryQueueEngine());

  test("takes what the contract takes, and answers the id", async () => {
    const { taskId, outcome } = await enqueue(greet, { name: "Ada" });
    expect(taskId).toMatch(/^test\.[\w-]{22}$/);
    expect(outcome).toBe("added");
    expectTypeOf(enqueue<typeof greet.payload, z.ZodType>)
      .parameter(1)
      .toEqualTypeOf<{ name: string; at?: unknown }>();
  });

  test.each([
    ["a payload that the contract does not take", { name: "" }, "tasks.invalid-payload"],
    ["one of ten megabytes", { name: "x".repeat(10_000_000) }, "tasks.payload-too-large"],
    ["one that is no JSON", { name: "x", big: 1n }, "tasks.payload-not-json"],
    ["one with a map", { name: "x", more: new Map([[1, 2]]) }, "tasks.payload-not-json"],
    ["one with no number", { name: "x", more: [Number.NaN] }, "tasks.payload-not-json"],
  ])("refuses %s", async (_what, payload, code) => {
    expect(await codeOf(enqueue(greet, payload))).toBe(code);
  });

  test("judges a payload as the worker will read it", async () => {
    const dated = (at: z.ZodType) => defineTask({ ...taskOptions("dated"), payload: z.object({ at }) });
    const at = new Date(0);
    expect(await codeOf(enqueue(dated(z.date()), { at }))).toBe("tasks.invalid-payload");
    expect((await enqueue(dated(z.coerce.date()), { at })).outcome).toBe("added");
    expect((await enqueue(dated(z.iso.datetime()), { at })).outcome).toBe("added");
  });

  test("finds an equal one whichever way its payload came, and says when a key is none", async () => {
    const at = z.coerce.date();
    const daily = defineTask({
      ...taskOptions("daily"),
      payload: z.object({ at }),
      dedupe: { key: (p) => `${p.at}` },
    });
    const first = await enqueue(daily, { at: new Date(0) });
    expect(await enqueue(daily, { at: new Date(0).toISOString() })).toMatchObject({
      taskId: first.taskId,
      outcome: "skipped",
    });
    const broken = defineTask({ ...taskOptions("broken"), dedupe: { key: () => JSON.parse("null") } });
    expect(await codeOf(enqueue(broken, { id: "a" }))).toBe("tasks.bad-dedupe-key");
  });

  test.each([{ delay: -1 }, { delay: 0.5 }, { priority: -1 }, { priority: 1_000_001 }])(
    "refuses %j",
    async (options) => {
      expect(await codeOf(enqueue(greet, { name: "Ada" }, options))).toBe("tasks.invalid-options");
    },
  );

  test("takes all of many, or none of them", async () => {
    expect(await enqueueMany(greet, [{ name: "Ada" }, { name: "Bob" }])).toHaveLength(2);
    expect(await enqueueMany(greet, [])).toEqual([]);
    expect(await codeOf(enqueueMany(greet, [{ name: "Ada" }, { name: "" }]))).toBe("tasks.invalid-payload");
  });

  test("tells when an equal task was there already, or made way", async () => {
    const engine = createMemoryQueueEngine();
    const producer = createEnqueuer(engine);
    const once = defineTask({ ...taskOptions("once"), dedupe: { key: ({ id }) => id } });
    const first = await producer.enqueue(once, { id: "a" });
    expect(await producer.enqueue(once, { id: "a" })).toEqual({ taskId: first.taskId, outcome: "skipped" });
    const last = defineTask({ ...taskOptions("last"), dedupe: { key: ({ id }) => id, mode: "replace" } });
    await producer.enqueue(last, { id: "a" }, { delay: 60_000 });
    expect((await producer.enqueue(last, { id: "a" }, { delay: 60_000 })).outcome).toBe("replaced");
  });
});

test("a task that was not begun is forgotten when it is cancelled", async () => {
  const engine = createMemoryQueueEngine();
  const { taskId } = await createEnqueuer(engine).enqueue(greet, { name: "Ada" });
  const { cancel, taskResult } = createTaskResults(engine);
  expect(await taskResult(greet, taskId)).toEqual({ state: "waiting" });
  expect(await cancel(taskId)).toBe("removed");
  expect(await codeOf(cancel(taskId))).toBe("tasks.unknown");
  expect(await codeOf(taskResult(greet, "nonsense"))).toBe("tasks.unknown");
});
