import { pino } from "pino";
import { onTestFinished } from "vitest";
import type { QueueEngine } from "./engine/engine.ts";
import { createMemoryEngine } from "./engine/memory/create.ts";
import { createProducer } from "./enqueue.ts";
import { createResults } from "./results.ts";
import { reached } from "./spy.fixture.ts";
import { defineQueue, type QueueOptions } from "./task/queue.ts";
import type { Handler } from "./work/handler.ts";
import { createWorker } from "./work/worker.ts";

export interface TrialOptions {
  handlers?: readonly Handler[];
  queue?: Partial<QueueOptions>;
  engine?: QueueEngine;
}

/**
 * A queue of a test's own, in memory, with a worker at it that ends with the test: what is enqueued is run at once.
 *
 * @returns what the application calls, the engine below it, what was logged, and `reached`, which waits for a state
 */
export async function trial({ handlers = [], queue = {}, engine = createMemoryEngine() }: TrialOptions) {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: "debug", base: null },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  const queues = [defineQueue({ name: "test", ...queue })];
  const worker = createWorker({ engine, queues, handlers, log });
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
    ...createProducer(engine),
    ...createResults(engine),
    reached: (taskId: string, ...states: Parameters<typeof reached>[2][]) =>
      reached(engine, taskId, ...states),
  };
}
