import type { z } from "zod";
import type { AddOutcome, NewTask, QueueEngine } from "./engine.ts";
import type { Task } from "./task/define-task.ts";
import { type EnqueueOptions, prepareTask } from "./task/prepare-task.ts";

/** The result of enqueueing a task. */
export interface Enqueued {
  /** The task's id; where an equal one was in the queue already, that one's. */
  readonly taskId: string;
  /** `after-commit`: inside a transaction the outcome is not known yet, and after a rollback there is no such task. */
  readonly outcome: AddOutcome | "after-commit";
}

/** Adds tasks to their queues. */
export interface Enqueuer {
  /**
   * Enqueues one task. Inside a `transaction` that happens once the transaction has committed, or not at all.
   *
   * @throws AppError `tasks.invalid-payload`, `tasks.payload-too-large`, `tasks.payload-not-json`, `tasks.invalid-options`,
   * `tasks.bad-dedupe-key`; `queue.unavailable` within a second when the queue's server is away
   */
  enqueue<Payload extends z.core.$ZodType, Result extends z.core.$ZodType>(
    task: Task<Payload, Result>,
    payload: NoInfer<z.input<Payload>>,
    options?: EnqueueOptions,
  ): Promise<Enqueued>;
  /** Enqueues many tasks of one contract, all of them or none, in one command. @throws AppError as `enqueue` does */
  enqueueMany<Payload extends z.core.$ZodType, Result extends z.core.$ZodType>(
    task: Task<Payload, Result>,
    payloads: readonly NoInfer<z.input<Payload>>[],
    options?: EnqueueOptions,
  ): Promise<Enqueued[]>;
}

/** The transactions that tasks are enqueued in. */
export interface AfterCommit {
  /**
   * Runs `work` once the current transaction has committed.
   *
   * @returns whether there is a current transaction; without one, `work` is left to the caller
   */
  afterCommit(work: () => unknown): boolean;
}

/** Enqueues into an engine. @param database whose transactions are waited for; without it tasks are enqueued at once */
export function createEnqueuer(engine: QueueEngine, database?: AfterCommit): Enqueuer {
  async function add(queue: string, tasks: readonly NewTask[]): Promise<Enqueued[]> {
    if (tasks.length === 0) return [];
    if (database?.afterCommit(() => engine.add(queue, tasks))) {
      // An error now still rolls the transaction back; after the commit it would only be logged.
      await engine.ping();
      return tasks.map(({ id }) => ({ taskId: id, outcome: "after-commit" }));
    }
    const added = await engine.add(queue, tasks);
    return added.map(({ id, outcome }) => ({ taskId: id, outcome }));
  }

  return {
    async enqueue(task, payload, options) {
      const prepared = prepareTask(task, payload, options);
      const [enqueued = { taskId: prepared.id, outcome: "added" }] = await add(task.queue, [prepared]);
      return enqueued;
    },
    enqueueMany: async (task, payloads, options) =>
      add(
        task.queue,
        payloads.map((payload) => prepareTask(task, payload, options)),
      ),
  };
}
