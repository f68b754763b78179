import type { Logger } from "pino";
import type { z } from "zod";
import type { Task } from "../task/task.ts";

export interface TaskContext {
  taskId: string;
  /** 1 for the first. */
  attempt: number;
  /** Aborts when the attempt's time is up, when the task is cancelled, and when the process must end. */
  signal: AbortSignal;
  /** Its lines carry the task and its id. */
  log: Logger;
  /** Tells how far it is, from 0 to 100 or in an object of your own, to whoever looks. */
  progress(value: number | object): Promise<void>;
  /** Keeps a sentence in the task's timeline. */
  note(sentence: string): Promise<void>;
}

/** A contract with what fulfils it. */
export interface Handler {
  task: Task;
  /** @param payload as the contract's schema reads it */
  run(payload: unknown, context: TaskContext): unknown;
}

/**
 * Says how the worker does a task: call a service, and return what the contract promises. It may be run more than
 * once for the same task, as when its worker dies before it could say that it was done, so make that harmless.
 */
export function handle<Payload extends z.ZodType, Result extends z.ZodType>(
  task: Task<Payload, Result>,
  run: (payload: z.output<Payload>, context: TaskContext) => z.input<Result> | Promise<z.input<Result>>,
): Handler {
  // The worker hands in nothing but what the contract's own schema has read.
  return { task, run: (payload, context) => run(payload as z.output<Payload>, context) };
}
