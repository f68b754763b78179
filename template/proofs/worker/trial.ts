import { createProcessPhase } from "@aegis-stack/runtime/process";
import {
  createMemoryQueueEngine,
  createQueue,
  createWorker,
  type Handler,
  type QueueEngine,
  type TaskState,
} from "@aegis-stack/runtime/queue";
import { waitForTask } from "@aegis-stack/runtime/testing";
import { pino } from "pino";
import { onTestFinished } from "vitest";

export interface TrialOptions {
  handlers?: readonly Handler[];
  engine?: QueueEngine;
}

/**
 * A queue of a test's own, in memory, with a worker that stops with the test: what is enqueued runs at once.
 *
 * @returns the client, the log lines, and `reached`, which waits until a task is in one of some states
 */
export async function trial({ handlers = [], engine = createMemoryQueueEngine() }: TrialOptions) {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: "debug", base: null },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  const queue = createQueue({ engine, queues: { test: {} } });
  const worker = createWorker({ queue, handlers, phase: createProcessPhase(), log });
  await worker.start?.();
  onTestFinished(async () => {
    await worker.stop?.(AbortSignal.abort()).catch(() => {});
    await engine.close();
  });
  return {
    ...queue,
    lines,
    reached: (taskId: string, ...states: TaskState[]) => waitForTask(engine, taskId, ...states),
  };
}
