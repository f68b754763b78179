import type { Logger } from "pino";
import type { z } from "zod";
import type { Task } from "../task/define-task.ts";

/** What a handler can use during one attempt. */
export interface TaskContext {
  readonly taskId: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborts when the attempt times out, when the task is cancelled, and when the process must end. */
  readonly signal: AbortSignal;
  /** Its lines carry the task and its id. */
  readonly log: Logger;
  /** Stores how far the task is, from 0 to 100 or in an object of your own. */
  progress(value: number | object): Promise<void>;
  /** Stores a sentence in the task's timeline. */
  note(sentence: string): Promise<void>;
}

/** A contract and the function that runs it. Created by `handle`. */
export interface Handler {
  readonly task: Task;
  /** @param payload as the contract's schema reads it */
  run(payload: unknown, context: TaskContext): unknown;
}

/**
 * Defines how the worker runs a task: call a service, and return what the contract promises. It may run more than once for
 * the same task, for example when its worker dies before the outcome is stored, so make repetition harmless.
 */
export function handle<Payload extends z.core.$ZodType, Result extends z.core.$ZodType>(
  task: Task<Payload, Result>,
  run: (payload: z.output<Payload>, context: TaskContext) => z.input<Result> | Promise<z.input<Result>>,
): Handler {
  // The worker passes only what the contract's own schema has read.
  return { task, run: (payload, context) => run(payload as z.output<Payload>, context) };
}
