import { AppError } from "../../errors/index.ts";
import type { QueueDefinition } from "../task/define-queue.ts";
import type { Task } from "../task/define-task.ts";

/** The error for a task name that no contract has. */
export const noContract = (name: string, contracts: readonly Task[]) =>
  new AppError({
    code: "tasks.no-contract",
    category: "not-found",
    message: `There is no task of the name ${name}.`,
    hint: `Name one of: ${contracts.map((known) => known.name).join(", ")}.`,
  });

/** The error for a queue name that is not defined. */
export const unknownQueue = (name: string, queues: readonly QueueDefinition[]) =>
  new AppError({
    code: "queues.unknown",
    category: "not-found",
    message: `There is no queue ${name}.`,
    hint: `Name one of: ${queues.map((known) => known.name).join(", ")}.`,
  });

/** The error for a retry of a task that has not ended. */
export const notOver = (id: string) =>
  new AppError({
    code: "tasks.not-over",
    category: "conflict",
    message: `${id} has not ended, so it cannot be run again.`,
    hint: "Wait for its end, or cancel it first.",
  });

/** The error for the deletion of an active task. */
export const isActive = (id: string) =>
  new AppError({
    code: "tasks.active",
    category: "conflict",
    message: `${id} is active, so it cannot be deleted.`,
    hint: "Cancel it, or wait for its end.",
  });

/** The error for a page so far back that too many heads would have to be read. */
export const pageTooDeep = (limit: number) =>
  new AppError({
    code: "tasks.page-too-deep",
    category: "invalid",
    message: `Tasks of several queues or of one name are listed up to the ${limit}th.`,
    hint: "Name one queue and no task to go further.",
  });
