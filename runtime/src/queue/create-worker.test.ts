import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { z } from "zod";
import { AppError } from "../errors/index.ts";
import { defineTask } from "./task/define-task.ts";
import { greet, taskOptions } from "./tasks.fixture.ts";
import { handle } from "./work/handler.ts";
import { readNote } from "./work/timeline.ts";
import { trial } from "./worker.fixture.ts";

/** What a handler does that obeys its signal, and nothing else. */
const untilStopped = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

/** A worker with a task at work that ends when it is stopped. */
async function startTask() {
  const started = Promise.withResolvers<void>();
  const running = await trial({
    handlers: [
      handle(greet, (_payload, { signal }) => {
        started.resolve();
        return untilStopped(signal);
      }),
    ],
  });
  const { taskId } = await running.enqueue(greet, { name: "Ada" });
  await started.promise;
  return { ...running, taskId };
}

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
      const obeys = defineTask({ ...taskOptions("obeys"), attempts: 1, timeout: "1m" });
      const ignores = defineTask({ ...taskOptions("ignores"), attempts: 1, timeout: "1m" });
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
    const loose = defineTask({ ...taskOptions("loose"), attempts: 4 });
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
      const loose = defineTask({ ...taskOptions("loose"), result });
      const { enqueue, reached, taskResult } = await trial({
        handlers: [handle(loose, () => ({ value: returned }))],
      });
      const { taskId } = await enqueue(loose, { id: "a" });
      await reached(taskId, "completed");
      expect(await taskResult(loose, taskId)).toEqual({ state: "completed", result: { value: read } });
    },
  );

  test("fails a result that only its worker could read, where it is made", async () => {
    const loose = defineTask({ ...taskOptions("loose"), attempts: 1, result: z.object({ at: z.date() }) });
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
    const { cancel, reached, taskId } = await startTask();
    expect(await cancel(taskId)).toBe("asked");
    expect(await reached(taskId, "failed")).toMatchObject({ error: "Cancelled.", attemptsMade: 1 });
    expect(await cancel(taskId)).toBe("over");
  });

  test("puts back what it was doing when it has to end, and that is no attempt", async () => {
    const { worker, engine, taskId } = await startTask();
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
    const bad = defineTask({ ...taskOptions("Bad Name"), attempts: 0, timeout: 0 });
    const error = await trial({ handlers: [handle(bad, () => {})], queue: { concurrency: 0 } }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "tasks.invalid" });
    expect(error instanceof AppError && error.details).toHaveLength(4);
  });
});
