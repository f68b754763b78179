import type { IQueueBackend, Queue } from "bullmq";
import type { TaskState } from "../engine.ts";
import type { Envelope } from "./records.ts";

export type TaskQueue = Queue<Envelope, unknown, string, Envelope, unknown, string, IQueueBackend, object>;

/** How many tasks are in each state. */
export async function countsOf(queue: TaskQueue): Promise<Record<TaskState, number>> {
  const found = await queue.getJobCounts();
  const count = (type: string) => found[type] ?? 0;
  return {
    waiting: (count("waiting") || (await plainOf(queue))) + count("prioritized"),
    delayed: count("delayed"),
    active: count("active"),
    completed: count("completed"),
    failed: count("failed"),
  };
}

/** The PostgreSQL backend counts none as waiting in a queue that is paused; asked by priority it does. */
export const plainOf = async (queue: TaskQueue): Promise<number> =>
  (await queue.getCountsPerPriority([0]))["0"] ?? 0;
