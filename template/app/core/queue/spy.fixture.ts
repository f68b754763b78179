import { setTimeout as delay } from "node:timers/promises";
import type { QueueEngine, TaskRecord, TaskState } from "./engine/engine.ts";
import { queueOfTask } from "./task/task-id.ts";

/** How long a test waits for a state, in milliseconds, before it gives up. */
const LIMIT = 60_000;

/**
 * Waits until a task is in a state, looking again and again.
 *
 * @returns the task as it is then
 * @throws Error that says where it stood when the time was up
 */
export async function reached(
  engine: QueueEngine,
  taskId: string,
  ...states: TaskState[]
): Promise<TaskRecord> {
  const deadline = performance.now() + LIMIT;
  for (;;) {
    const found = await engine.find(queueOfTask(taskId) ?? "", taskId);
    if (found && states.includes(found.state)) return found.record;
    if (performance.now() > deadline)
      throw new Error(`${taskId} is ${found?.state ?? "not there"} rather than ${states.join(" or ")}`);
    await delay(5);
  }
}
