import { AppError } from "@aegis-stack/runtime/errors";
import type { NewTask } from "../engine/engine.ts";
import { currentRequest } from "../request.ts";
import { badDedupeKey, invalidPayload, notJson, payloadTooLarge } from "./faults.ts";
import type { Task } from "./task.ts";
import { newTaskId } from "./task-id.ts";
import { type WireForm, wireFormOf } from "./wire-form.ts";

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
 * @throws AppError `tasks.invalid-payload`, `tasks.payload-too-large`, `tasks.payload-not-json`, `tasks.invalid-options`,
 * `tasks.bad-dedupe-key`
 */
export function prepare(
  task: Task,
  payload: unknown,
  { delay = 0, priority = 0 }: EnqueueOptions = {},
): NewTask {
  if (!isWhole(delay, LONGEST_DELAY) || !isWhole(priority, MOST_PRIORITY)) throw invalidOptions();
  const wire = wireFormFor(task.name, payload);
  if (wire.size > task.payloadLimit) throw payloadTooLarge(task.name, wire.size, task.payloadLimit);
  // What the worker will read, by the same schema, which may turn a text into a date.
  const read = task.payload.safeParse(wire.value);
  if (!read.success) throw invalidPayload(task.name, read.error);
  const { dedupe } = task;
  const requestId = currentRequest();
  return {
    id: newTaskId(task.queue),
    name: task.name,
    payload: wire.value,
    attempts: task.attempts,
    delay,
    priority,
    kept: task.kept,
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
    kind: "invalid",
    what: "The delay or the priority of a task is out of range.",
    todo: `Give the delay in whole milliseconds, at most a year, and a priority from 0 to ${MOST_PRIORITY}.`,
  });
