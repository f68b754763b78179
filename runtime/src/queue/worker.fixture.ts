import { pino } from "pino";
import { onTestFinished } from "vitest";
import { waitForTask } from "../testing/index.ts";
import type { QueueEngine, TaskState } from "./engine.ts";
import { createEnqueuer } from "./enqueuer.ts";
import { createMemoryQueueEngine } from "./memory/memory-engine.ts";
import { createTaskResults } from "./results.ts";
import { defineQueue, type QueueLimits } from "./task/define-queue.ts";
import type { Handler } from "./work/handler.ts";
import { createTaskWorker } from "./work/task-worker.ts";

export interface TrialOptions {
  handlers?: readonly Handler[];
  queue?: QueueLimits;
  engine?: QueueEngine;
}

/**
 * A queue of a test's own, in memory, with a worker at it that ends with the test: what is enqueued is run at once.
 *
 * @returns what the application calls, the engine below it, what was logged, and `reached`, which waits for a state
 */
export async function trial({ handlers = [], queue = {}, engine = createMemoryQueueEngine() }: TrialOptions) {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: "debug", base: null },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  const queues = [defineQueue({ name: "test", ...queue })];
  const worker = createTaskWorker({ engine, queues, handlers, log });
  await worker.start();
  const over = new AbortController();
  onTestFinished(async () => {
    over.abort();
    await worker.stop(over.signal);
    await engine.close();
  });
  return {
    engine,
    worker,
    lines,
    queues,
    ...createEnqueuer(engine),
    ...createTaskResults(engine),
    reached: (taskId: string, ...states: TaskState[]) => waitForTask(engine, taskId, ...states),
  };
}
