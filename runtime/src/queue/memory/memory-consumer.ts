import { type ConsumeOptions, type Consumer, Discard, Requeue } from "../engine.ts";
import { inRunOrder, type MemoryQueue, type MemoryTask } from "./memory-queue.ts";

/** Runs the tasks of one queue in memory. */
export function createMemoryConsumer(
  queue: MemoryQueue,
  options: ConsumeOptions,
  now: () => number,
): Consumer {
  const { concurrency, worker, run, backoff, polled } = options;
  const runs = new Set<Promise<void>>();
  let isPaused = false;
  let timer: NodeJS.Timeout | undefined;

  function poll(): void {
    polled();
    clearTimeout(timer);
    if (isPaused || queue.isPaused) return;
    const time = now();
    for (const task of queue.tasks.values()) {
      if (task.state === "delayed" && task.dueAt <= time) task.state = "waiting";
    }
    const tasks = [...queue.tasks.values()];
    for (const task of inRunOrder(tasks.filter(({ state }) => state === "waiting"))) {
      if (runs.size >= concurrency) return;
      const ended = attempt(task).finally(() => {
        runs.delete(ended);
        for (const listener of queue.listeners) listener();
      });
      runs.add(ended);
    }
    const due = tasks.flatMap(({ state, dueAt }) => (state === "delayed" ? dueAt : []));
    if (due.length > 0) timer = setTimeout(poll, Math.max(1, Math.min(...due) - time)).unref();
  }

  async function attempt(task: MemoryTask): Promise<void> {
    const { record } = task;
    Object.assign(record, { startedAt: now(), worker });
    task.state = "active";
    try {
      const result = await run({
        record: { ...record },
        note: async (text) => void task.notes.push(text),
        async progress(value) {
          record.progress = value;
        },
      });
      Object.assign(record, {
        result: result ?? null,
        attemptsMade: record.attemptsMade + 1,
        finishedAt: now(),
      });
      task.state = "completed";
    } catch (error) {
      fail(task, error);
    }
  }

  function fail(task: MemoryTask, error: unknown): void {
    const { record } = task;
    if (error instanceof Requeue) {
      task.state = "waiting";
      return;
    }
    record.attemptsMade += 1;
    record.error = error instanceof Error ? error.message : String(error);
    record.stacks = [...record.stacks, error instanceof Error ? (error.stack ?? "") : ""];
    if (error instanceof Discard || record.attemptsMade >= record.attempts) {
      Object.assign(record, { finishedAt: now() });
      task.state = "failed";
      return;
    }
    task.state = "delayed";
    record.delay = backoff(record.name, record.attemptsMade);
    task.dueAt = now() + record.delay;
  }

  queue.listeners.add(poll);
  queueMicrotask(poll);
  return {
    async pause() {
      isPaused = true;
    },
    async close() {
      isPaused = true;
      clearTimeout(timer);
      queue.listeners.delete(poll);
      await Promise.allSettled(runs);
    },
  };
}
