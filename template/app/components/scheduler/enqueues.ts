import type { Task } from "@aegis-stack/runtime/queue";
import type { z } from "zod";
import { queue } from "#app/core/queue.ts";

/**
 * What a job runs that only enqueues a task, for work that is heavy or has to be tried again:
 * `run: enqueues(generateReport, { userId })`.
 *
 * @returns a function that answers a sentence for the job's history
 */
export const enqueues =
  <Payload extends z.core.$ZodType, Result extends z.core.$ZodType>(
    task: Task<Payload, Result>,
    payload: z.input<Payload>,
  ): (() => Promise<string>) =>
  async () => {
    const { taskId, outcome } = await queue.enqueue(task, payload);
    if (outcome === "skipped") return `${task.name} was there already as ${taskId}.`;
    return `Enqueued ${task.name} as ${taskId}.`;
  };
