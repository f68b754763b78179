import { setTimeout as delay } from "node:timers/promises";
import type { QueueEngine, TaskRecord, TaskState } from "../queue/index.ts";

/** How long a test waits for a state before it fails. */
const STATE_TIMEOUT_MS = 60_000;

/** How often the task is read. */
const POLL_INTERVAL_MS = 5;

/**
 * Waits until a task is in one of some states.
 *
 * @returns the task as it is then
 * @throws Error that names its state when the time is up
 */
export async function waitForTask(
  engine: QueueEngine,
  taskId: string,
  ...states: readonly TaskState[]
): Promise<TaskRecord> {
  const deadline = performance.now() + STATE_TIMEOUT_MS;
  for (;;) {
    const found = await engine.find(taskId.split(".")[0] ?? "", taskId);
    if (found && states.includes(found.state)) return found.record;
    if (performance.now() > deadline)
      throw new Error(`${taskId} is ${found?.state ?? "not there"} rather than ${states.join(" or ")}`);
    await delay(POLL_INTERVAL_MS);
  }
}
