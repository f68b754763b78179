import type { IQueueBackend, Queue } from "bullmq";
import type { TaskState } from "../engine.ts";
import type { Envelope } from "./records.ts";

/** A queue of BullMQ that holds tasks. */
export type TaskQueue = Queue<Envelope, unknown, string, Envelope, unknown, string, IQueueBackend, object>;

/** How many tasks are in each state. */
export async function countTasks(queue: TaskQueue): Promise<Record<TaskState, number>> {
  const found = await queue.getJobCounts();
  const count = (type: string) => found[type] ?? 0;
  return {
    waiting: (count("waiting") || (await countPlain(queue))) + count("prioritized"),
    delayed: count("delayed"),
    active: count("active"),
    completed: count("completed"),
    failed: count("failed"),
  };
}

/** How many wait without a priority. The PostgreSQL backend counts no waiting tasks in a paused queue; by priority it does. */
export const countPlain = async (queue: TaskQueue): Promise<number> =>
  (await queue.getCountsPerPriority([0]))["0"] ?? 0;
