import { AppError } from "#app/core/errors.ts";
import type { NewTask } from "../engine/engine.ts";
import { currentRequest } from "../request.ts";
import { invalidPayload, notJson, payloadTooLarge } from "./faults.ts";
import type { Task } from "./task.ts";
import { newTaskId } from "./task-id.ts";

/** What one task may differ in from its contract. */
export interface EnqueueOptions {
  /** Milliseconds from now; none by default. */
  delay?: number;
  /** 0, the default, goes before every other, then 1 before 2, up to 1000000. */
  priority?: number;
}

/** The longest delay, in milliseconds: a year. */
const LONGEST_DELAY = 366 * 24 * 60 * 60 * 1_000;

const MOST_PRIORITY = 1_000_000;

/**
 * Puts together what is to be enqueued, looking at the payload before anybody hears of it.
 *
 * @throws AppError `tasks.invalid-payload`, `tasks.payload-too-large`, `tasks.payload-not-json`, `tasks.invalid-options`
 */
export function prepare(
  task: Task,
  payload: unknown,
  { delay = 0, priority = 0 }: EnqueueOptions = {},
): NewTask {
  if (!isWhole(delay, LONGEST_DELAY) || !isWhole(priority, MOST_PRIORITY)) throw invalidOptions();
  const size = sizeOf(task.name, payload);
  if (size > task.payloadLimit) throw payloadTooLarge(task.name, size, task.payloadLimit);
  const read = task.payload.safeParse(payload);
  if (!read.success) throw invalidPayload(task.name, read.error);
  const { dedupe } = task;
  const requestId = currentRequest();
  return {
    id: newTaskId(task.queue),
    name: task.name,
    // As it came: the worker reads it by the same schema, which may turn a text into a date.
    payload,
    attempts: task.attempts,
    delay,
    priority,
    kept: task.kept,
    ...(requestId !== undefined && { requestId }),
    ...(dedupe && { dedupe: { key: dedupe.key(payload), mode: dedupe.mode, within: dedupe.within } }),
  };
}

function sizeOf(name: string, payload: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(payload) ?? "");
  } catch (error) {
    throw notJson(name, error);
  }
}

const isWhole = (number: number, most: number) => Number.isInteger(number) && number >= 0 && number <= most;

const invalidOptions = () =>
  new AppError({
    code: "tasks.invalid-options",
    kind: "invalid",
    what: "The delay or the priority of a task is out of range.",
    todo: `Give the delay in whole milliseconds, at most a year, and a priority from 0 to ${MOST_PRIORITY}.`,
  });
