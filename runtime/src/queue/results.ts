import { z } from "zod";
import type { QueueEngine, TaskState } from "./engine.ts";
import type { Task } from "./task/define-task.ts";
import { invalidResult, unknownTask } from "./task/task-errors.ts";
import { queueOfTask } from "./task/task-id.ts";
import { CANCELLATION_PREFIX } from "./work/registry.ts";

/** The state of a task, and its result or error once it has ended. */
export type TaskResult<Result> =
  | { readonly state: "waiting" | "delayed" | "active" }
  | { readonly state: "completed"; readonly result: Result }
  | { readonly state: "failed"; readonly error: string };

/** The outcome of a cancellation request: the task had not started, it is being stopped, or it had ended already. */
export type CancelOutcome = "removed" | "asked" | "over";

/** Reads and cancels tasks that were enqueued. */
export interface TaskResults {
  /** @throws AppError `tasks.unknown`, `tasks.invalid-result`, `queue.unavailable` */
  taskResult<Payload extends z.core.$ZodType, Result extends z.core.$ZodType>(
    task: Task<Payload, Result>,
    taskId: string,
  ): Promise<TaskResult<z.output<Result>>>;
  /**
   * Deletes a task that has not started. The signal of an active one aborts within two seconds; it then counts as failed and
   * is not retried.
   *
   * @throws AppError `tasks.unknown`, `queue.unavailable`
   */
  cancel(taskId: string): Promise<CancelOutcome>;
}

/** Reads and cancels the tasks of an engine. */
export function createTaskResults(engine: QueueEngine): TaskResults {
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
      const read = task.result && z.safeParse(task.result, record.result);
      if (read && !read.success) throw invalidResult(task.name, read.error);
      // Without a schema nothing is promised about the result.
      return { state, result: read ? read.data : record.result } as TaskResult<
        z.output<NonNullable<typeof task.result>>
      >;
    },
    async cancel(taskId) {
      const { record, state } = await find(taskId);
      if (hasEnded(state)) return "over";
      if (state !== "active" && (await engine.remove(record.queue, taskId))) return "removed";
      await engine.writeEntries({ [`${CANCELLATION_PREFIX}${taskId}`]: String(await engine.now()) });
      return "asked";
    },
  };
}

const hasEnded = (state: TaskState) => state === "completed" || state === "failed";
