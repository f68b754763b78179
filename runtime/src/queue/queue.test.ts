import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "../errors/index.ts";
import { createEnqueuer } from "./enqueuer.ts";
import { createMemoryQueueEngine } from "./memory/memory-engine.ts";
import { createTaskResults } from "./results.ts";
import { defineTask } from "./task/define-task.ts";
import { handle } from "./work/handler.ts";
import { readNote } from "./work/timeline.ts";
import { trial } from "./worker.fixture.ts";

const greet = defineTask({
  name: "greet",
  queue: "test",
  payload: z.object({ name: z.string().min(1), at: z.coerce.date().optional() }),
  result: z.object({ text: z.string() }),
  attempts: 3,
  backoff: { initial: 5, max: 10 },
});

const codeOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => new Error("it was accepted"),
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? error.code : String(error);
};

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
    const dated = (at: z.ZodType) => defineTask({ ...options("dated"), payload: z.object({ at }) });
    const at = new Date(0);
    expect(await codeOf(enqueue(dated(z.date()), { at }))).toBe("tasks.invalid-payload");
    expect((await enqueue(dated(z.coerce.date()), { at })).outcome).toBe("added");
    expect((await enqueue(dated(z.iso.datetime()), { at })).outcome).toBe("added");
  });

  test("finds an equal one whichever way its payload came, and says when a key is none", async () => {
    const at = z.coerce.date();
    const daily = defineTask({
      ...options("daily"),
      payload: z.object({ at }),
      dedupe: { key: (p) => `${p.at}` },
    });
    const first = await enqueue(daily, { at: new Date(0) });
    expect(await enqueue(daily, { at: new Date(0).toISOString() })).toMatchObject({
      taskId: first.taskId,
      outcome: "skipped",
    });
    const broken = defineTask({ ...options("broken"), dedupe: { key: () => JSON.parse("null") } });
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
    const once = defineTask({ ...options("once"), dedupe: { key: ({ id }) => id } });
    const first = await producer.enqueue(once, { id: "a" });
    expect(await producer.enqueue(once, { id: "a" })).toEqual({ taskId: first.taskId, outcome: "skipped" });
    const last = defineTask({ ...options("last"), dedupe: { key: ({ id }) => id, mode: "replace" } });
    await producer.enqueue(last, { id: "a" }, { delay: 60_000 });
    expect((await producer.enqueue(last, { id: "a" }, { delay: 60_000 })).outcome).toBe("replaced");
  });
});

const options = (name: string) => ({ name, queue: "test", payload: z.object({ id: z.string() }) });

/** What a handler does that obeys its signal, and nothing else. */
const untilStopped = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

describe("a worker", () => {
  test("hands the handler what the schema read, and keeps what it answers", async () => {
    const seen: unknown[] = [];
    const { enqueue, reached, taskResult, engine } = await trial({
      handlers: [
        handle(greet, async ({ name, at }, { attempt, progress, note }) => {
          seen.push(at, attempt);
          await progress(50);
          await note("half-way");
          return { text: `Hello, ${name}` };
        }),
      ],
    });
    const { taskId } = await enqueue(greet, { name: "Ada", at: "2026-01-01T00:00:00Z" });
    await reached(taskId, "completed");
    expect(seen).toEqual([new Date("2026-01-01T00:00:00Z"), 1]);
    const result = await taskResult(greet, taskId);
    expect(result).toEqual({ state: "completed", result: { text: "Hello, Ada" } });
    if (result.state === "completed") expectTypeOf(result.result).toEqualTypeOf<{ text: string }>();
    expect((await engine.notes("test", taskId)).map(readNote)).toMatchObject([
      { kind: "note", text: "half-way" },
    ]);
  });

  test("tries a task again that fails, and keeps why it did", async () => {
    let runs = 0;
    const { enqueue, reached, taskResult, lines } = await trial({
      handlers: [
        handle(greet, () => {
          runs += 1;
          throw new Error("no luck");
        }),
      ],
    });
    const { taskId } = await enqueue(greet, { name: "Ada" });
    const record = await reached(taskId, "failed");
    expect([runs, record.attemptsMade]).toEqual([3, 3]);
    expect(await taskResult(greet, taskId)).toEqual({ state: "failed", error: "no luck" });
    expect(lines.filter(({ msg }) => msg === "task failed")).toMatchObject([
      { isLast: false },
      { isLast: false },
      { isLast: true, taskId },
    ]);
  });

  test("stops a task whose time is up, and lets go of one that does not stop", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const obeys = defineTask({ ...options("obeys"), attempts: 1, timeout: "1m" });
      const ignores = defineTask({ ...options("ignores"), attempts: 1, timeout: "1m" });
      const signals: AbortSignal[] = [];
      const { enqueue, engine, lines } = await trial({
        queue: { concurrency: 2 },
        handlers: [
          handle(obeys, async (_payload, { signal }) => {
            signals.push(signal);
            await untilStopped(signal);
          }),
          handle(ignores, () => new Promise<never>(() => {})),
        ],
      });
      const [one, two] = [await enqueue(obeys, { id: "a" }), await enqueue(ignores, { id: "a" })];
      await vi.waitFor(() => expect(signals).toHaveLength(1), { timeout: 60_000 });
      await vi.advanceTimersByTimeAsync(60_000);
      const error = async (id: string) => (await engine.find("test", id))?.record.error;
      expect(await error(one.taskId)).toBe("Timed out after 1 minute.");
      expect((await engine.find("test", two.taskId))?.state).toBe("active");
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await error(two.taskId)).toBe(
        "Timed out after 1 minute. It did not stop and may still be running.",
      );
      expect(lines.some(({ msg }) => String(msg).startsWith("the task did not stop"))).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    ["a payload that the contract no longer takes", { wrong: true }, "The payload is not valid for greet"],
    ["a result that the contract does not promise", { name: "bad" }, "text"],
  ])("fails %s", async (_what, payload, message) => {
    const { engine, reached } = await trial({
      handlers: [handle(greet, () => JSON.parse("{}"))],
    });
    const retention = { completed: { age: 1_000, count: 1 }, failed: { age: 1_000, count: 1 } };
    const task = { id: "test.1", name: "greet", payload, attempts: 1, delay: 0, priority: 0, retention };
    await engine.add("test", [task]);
    expect((await reached("test.1", "failed")).error).toContain(message);
  });

  test.each([
    ["a map", new Map([["a", 1]])],
    ["a big integer", 1n],
    ["not a number", { mean: Number.NaN }],
  ])("fails once, not again and again, a result that cannot be kept: %s", async (_what, returned) => {
    const loose = defineTask({ ...options("loose"), attempts: 4 });
    const { enqueue, reached } = await trial({ handlers: [handle(loose, () => returned)] });
    const { taskId } = await enqueue(loose, { id: "a" });
    expect(await reached(taskId, "failed")).toMatchObject({
      attemptsMade: 1,
      error: expect.stringMatching(/^The result of loose cannot be kept as JSON: /),
    });
  });

  test.each([
    ["a date", z.coerce.date(), new Date(0), new Date(0)],
    ["a number that is kept as a text", z.string().transform(Number), "5", 5],
  ])(
    "hands %s to whoever asks for a result, as the contract reads it",
    async (_what, schema, returned, read) => {
      const result: z.ZodType = z.object({ value: schema });
      const loose = defineTask({ ...options("loose"), result });
      const { enqueue, reached, taskResult } = await trial({
        handlers: [handle(loose, () => ({ value: returned }))],
      });
      const { taskId } = await enqueue(loose, { id: "a" });
      await reached(taskId, "completed");
      expect(await taskResult(loose, taskId)).toEqual({ state: "completed", result: { value: read } });
    },
  );

  test("fails a result that only its worker could read, where it is made", async () => {
    const loose = defineTask({ ...options("loose"), attempts: 1, result: z.object({ at: z.date() }) });
    const { enqueue, reached } = await trial({ handlers: [handle(loose, () => ({ at: new Date(0) }))] });
    const { taskId } = await enqueue(loose, { id: "a" });
    expect((await reached(taskId, "failed")).error).toContain("expected date");
  });

  test("keeps the causes of a failure, and when each attempt started", async () => {
    const { enqueue, engine, reached } = await trial({
      handlers: [
        handle(greet, () => {
          throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:1") });
        }),
      ],
    });
    const { taskId } = await enqueue(greet, { name: "Ada" });
    const { error, stacks } = await reached(taskId, "failed");
    expect(error).toBe("fetch failed: connect ECONNREFUSED 127.0.0.1:1");
    expect(stacks.at(-1)).toContain("Caused by: Error: connect ECONNREFUSED");
    const notes = (await engine.notes("test", taskId)).map(readNote);
    expect(notes).toMatchObject(
      [1, 2, 3].map((attempt) => ({ kind: "failed", text: error, attempt, startedAt: expect.any(Number) })),
    );
  });

  test("cancels a task at work within moments, and it is not tried again", async () => {
    const started = Promise.withResolvers<void>();
    const { enqueue, cancel, reached } = await trial({
      handlers: [
        handle(greet, (_payload, { signal }) => {
          started.resolve();
          return untilStopped(signal);
        }),
      ],
    });
    const { taskId } = await enqueue(greet, { name: "Ada" });
    await started.promise;
    expect(await cancel(taskId)).toBe("asked");
    expect(await reached(taskId, "failed")).toMatchObject({ error: "Cancelled.", attemptsMade: 1 });
    expect(await cancel(taskId)).toBe("over");
  });

  test("puts back what it was doing when it has to end, and that is no attempt", async () => {
    const started = Promise.withResolvers<void>();
    const { enqueue, worker, engine } = await trial({
      handlers: [
        handle(greet, (_payload, { signal }) => {
          started.resolve();
          return untilStopped(signal);
        }),
      ],
    });
    const { taskId } = await enqueue(greet, { name: "Ada" });
    await started.promise;
    const deadline = new AbortController();
    const stopped = worker.stop(deadline.signal);
    deadline.abort();
    expect(await stopped).toEqual(["greet"]);
    expect(await engine.find("test", taskId)).toMatchObject({
      state: "waiting",
      record: { attemptsMade: 0 },
    });
  });

  test("refuses to start with queues and tasks that are not defined well, and names every fault", async () => {
    const bad = defineTask({ ...options("Bad Name"), attempts: 0, timeout: 0 });
    const error = await trial({ handlers: [handle(bad, () => {})], queue: { concurrency: 0 } }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "tasks.invalid" });
    expect(error instanceof AppError && error.details).toHaveLength(4);
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
