import type { z } from "zod";
import type { QueueEngine, TaskState } from "./engine/engine.ts";
import { invalidResult, unknownTask } from "./task/faults.ts";
import type { Task } from "./task/task.ts";
import { queueOfTask } from "./task/task-id.ts";
import { CANCEL } from "./work/notices.ts";

/** How a task stands, and what came of it. */
export type TaskResult<Result> =
  | { state: "waiting" | "delayed" | "active" }
  | { state: "completed"; result: Result }
  | { state: "failed"; error: string };

/** What became of a wish to cancel: it was not begun, it is being stopped, or it was over already. */
export type Cancelled = "removed" | "asked" | "over";

/** What there is to know and to do about a task that was enqueued. */
export interface Results {
  /** @throws AppError `tasks.unknown`, `tasks.invalid-result`, `queue.unavailable` */
  taskResult<Payload extends z.ZodType, Result extends z.ZodType>(
    task: Task<Payload, Result>,
    taskId: string,
  ): Promise<TaskResult<z.output<Result>>>;
  /**
   * Forgets a task that was not begun. The signal of one at work aborts within two seconds; it then counts as
   * failed, and is not tried again.
   *
   * @throws AppError `tasks.unknown`, `queue.unavailable`
   */
  cancel(taskId: string): Promise<Cancelled>;
}

export function createResults(engine: QueueEngine): Results {
  async function find(taskId: string) {
    const queue = queueOfTask(taskId);
    const found = queue === undefined ? undefined : await engine.find(queue, taskId);
    if (!found) throw unknownTask(taskId);
    return found;
  }

  return {
    async taskResult(task, taskId) {
      const { record, state } = await find(taskId);
      if (record.name !== task.name) throw unknownTask(taskId);
      if (state === "failed") return { state, error: record.error ?? "" };
      if (state !== "completed") return { state };
      const read = task.result?.safeParse(record.result);
      if (read && !read.success) throw invalidResult(task.name, read.error);
      // Without a schema nothing is promised of it.
      return { state, result: read ? read.data : record.result } as TaskResult<
        z.output<NonNullable<typeof task.result>>
      >;
    },
    async cancel(taskId) {
      const { record, state } = await find(taskId);
      if (isOver(state)) return "over";
      if (state !== "active" && (await engine.remove(record.queue, taskId))) return "removed";
      await engine.post({ [`${CANCEL}${taskId}`]: String(await engine.now()) });
      return "asked";
    },
  };
}

const isOver = (state: TaskState) => state === "completed" || state === "failed";
