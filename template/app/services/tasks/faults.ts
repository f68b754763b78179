import { AppError } from "@aegis-stack/runtime/errors";
import type { Queue } from "#app/core/queue/task/queue.ts";
import type { Task } from "#app/core/queue/task/task.ts";

/** Nobody declared a task of this name. */
export const noContract = (name: string, contracts: readonly Task[]) =>
  new AppError({
    code: "tasks.no-contract",
    kind: "not-found",
    what: `There is no task of the name ${name}.`,
    todo: `Name one of: ${contracts.map((known) => known.name).join(", ")}.`,
  });

/** Nobody declared a queue of this name. */
export const unknownQueue = (name: string, queues: readonly Queue[]) =>
  new AppError({
    code: "queues.unknown",
    kind: "not-found",
    what: `There is no queue ${name}.`,
    todo: `Name one of: ${queues.map((known) => known.name).join(", ")}.`,
  });

/** It waits or is at work, so it cannot be run again. */
export const notOver = (id: string) =>
  new AppError({
    code: "tasks.not-over",
    kind: "conflict",
    what: `${id} has not ended, so it cannot be run again.`,
    todo: "Wait for its end, or cancel it first.",
  });

/** It is active, so it cannot be deleted. */
export const isActive = (id: string) =>
  new AppError({
    code: "tasks.active",
    kind: "conflict",
    what: `${id} is active, so it cannot be deleted.`,
    todo: "Cancel it, or wait for its end.",
  });

/** A page of several queues is put together from all that come before it. */
export const pageTooDeep = (most: number) =>
  new AppError({
    code: "tasks.page-too-deep",
    kind: "invalid",
    what: `Tasks of several queues or of one name are listed up to the ${most}th.`,
    todo: "Name one queue and no task to go further.",
  });
