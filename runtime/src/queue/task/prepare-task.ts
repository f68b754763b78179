import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import type { NewTask } from "../engine.ts";
import { currentRequestId } from "../request-id.ts";
import type { Task } from "./define-task.ts";
import { badDedupeKey, invalidPayload, notJson, payloadTooLarge } from "./task-errors.ts";
import { newTaskId } from "./task-id.ts";
import { type WireForm, wireFormOf } from "./wire-form.ts";

/** What can be set for one task instead of in its contract. */
export interface EnqueueOptions {
  /** Milliseconds from now; none by default. */
  readonly delay?: number;
  /** 0, the default, runs before every other, then 1 before 2, up to 1000000. */
  readonly priority?: number;
}

/** The longest delay: a year. */
const MAX_DELAY_MS = 366 * 24 * 60 * 60 * 1_000;

const MAX_PRIORITY = 1_000_000;

/**
 * Prepares a task for its queue. The payload is checked as the worker will read it.
 *
 * @throws AppError `tasks.invalid-payload`, `tasks.payload-too-large`, `tasks.payload-not-json`, `tasks.invalid-options`,
 * `tasks.bad-dedupe-key`
 */
export function prepareTask(
  task: Task,
  payload: unknown,
  { delay = 0, priority = 0 }: EnqueueOptions = {},
): NewTask {
  if (!isWhole(delay, MAX_DELAY_MS) || !isWhole(priority, MAX_PRIORITY)) throw invalidOptions();
  const wire = wireFormFor(task.name, payload);
  if (wire.size > task.payloadLimit) throw payloadTooLarge(task.name, wire.size, task.payloadLimit);
  // What the worker will read, by the same schema, which may turn a text into a date.
  const read = z.safeParse(task.payload, wire.value);
  if (!read.success) throw invalidPayload(task.name, read.error);
  const { dedupe } = task;
  const requestId = currentRequestId();
  return {
    id: newTaskId(task.queue),
    name: task.name,
    payload: wire.value,
    attempts: task.attempts,
    delay,
    priority,
    retention: task.retention,
    ...(requestId !== undefined && { requestId }),
    ...(dedupe && {
      dedupe: { key: dedupeKeyOf(task, wire.value), mode: dedupe.mode, within: dedupe.within },
    }),
  };
}

function wireFormFor(name: string, payload: unknown): WireForm {
  let form: WireForm;
  try {
    form = wireFormOf(payload);
  } catch (error) {
    throw notJson(name, [], error);
  }
  if (form.losses.length > 0) throw notJson(name, form.losses);
  return form;
}

/** Of what the worker will read, too: one key, whichever way the payload came. */
function dedupeKeyOf({ name, dedupe }: Task, payload: unknown): string {
  let key: unknown;
  try {
    key = dedupe?.key(payload);
  } catch (error) {
    throw badDedupeKey(name, error);
  }
  if (typeof key !== "string" || key === "") throw badDedupeKey(name);
  return key;
}

const isWhole = (number: number, most: number) => Number.isInteger(number) && number >= 0 && number <= most;

const invalidOptions = () =>
  new AppError({
    code: "tasks.invalid-options",
    category: "invalid",
    message: "The delay or the priority of a task is out of range.",
    hint: `Give the delay in whole milliseconds, at most a year, and a priority from 0 to ${MAX_PRIORITY}.`,
  });
