import type { z } from "zod";
import { enqueue } from "#app/core/queue/index.ts";
import type { Task } from "#app/core/queue/task/task.ts";

/**
 * What a job runs that only enqueues a task, for work that is heavy or has to be tried again:
 * `run: enqueues(generateReport, { userId })`.
 *
 * @returns a function that answers a sentence for the job's history
 */
export const enqueues =
  <Payload extends z.ZodType, Result extends z.ZodType>(
    task: Task<Payload, Result>,
    payload: z.input<Payload>,
  ): (() => Promise<string>) =>
  async () => {
    const { taskId, outcome } = await enqueue(task, payload);
    if (outcome === "skipped") return `${task.name} was there already as ${taskId}.`;
    return `Enqueued ${task.name} as ${taskId}.`;
  };
