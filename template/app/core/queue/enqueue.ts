import type { z } from "zod";
import { afterCurrentCommit } from "#app/core/db/transaction/after-commit.ts"; // aegis:database
import type { NewTask, Outcome, QueueEngine } from "./engine/engine.ts";
import { type EnqueueOptions, prepare } from "./task/prepare.ts";
import type { Task } from "./task/task.ts";

/** What became of a task that was to be enqueued. */
export interface Enqueued {
  /** The task's id; where an equal one was there already, that one's. */
  taskId: string;
  /** `after-commit`: inside of a transaction nobody can know yet, and after a rollback there is no such task. */
  outcome: Outcome | "after-commit";
}

/** The way tasks get into their queues. */
export interface Producer {
  /**
   * Enqueues one task. Inside of a `transaction` that happens once the transaction has committed, or not at all.
   *
   * @throws AppError `tasks.invalid-payload` and its like; `queue.unavailable` in under a second when the queue's
   * server is away
   */
  enqueue<Payload extends z.ZodType, Result extends z.ZodType>(
    task: Task<Payload, Result>,
    payload: z.input<Payload>,
    options?: EnqueueOptions,
  ): Promise<Enqueued>;
  /** Enqueues many tasks of one contract, all of them or none, in one go. @throws AppError as `enqueue` does */
  enqueueMany<Payload extends z.ZodType, Result extends z.ZodType>(
    task: Task<Payload, Result>,
    payloads: readonly z.input<Payload>[],
    options?: EnqueueOptions,
  ): Promise<Enqueued[]>;
}

export function createProducer(engine: QueueEngine): Producer {
  async function add(queue: string, tasks: readonly NewTask[]): Promise<Enqueued[]> {
    if (tasks.length === 0) return [];
    // #region aegis:database
    if (afterCurrentCommit(() => engine.add(queue, tasks))) {
      // What is found out now can still undo the transaction; after the commit it would only be logged.
      await engine.ping();
      return tasks.map(({ id }) => ({ taskId: id, outcome: "after-commit" }));
    }
    // #endregion aegis:database
    const added = await engine.add(queue, tasks);
    return added.map(({ id, outcome }) => ({ taskId: id, outcome }));
  }

  return {
    async enqueue(task, payload, options) {
      const prepared = prepare(task, payload, options);
      const [enqueued = { taskId: prepared.id, outcome: "added" }] = await add(task.queue, [prepared]);
      return enqueued;
    },
    enqueueMany: async (task, payloads, options) =>
      add(
        task.queue,
        payloads.map((payload) => prepare(task, payload, options)),
      ),
  };
}
