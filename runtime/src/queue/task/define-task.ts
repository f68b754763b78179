import type { z } from "zod";
import { DAY_MS, type Duration, MINUTE_MS, parseDuration, SECOND_MS } from "../../time/index.ts";
import type { Retention } from "../engine.ts";

/** The delays between attempts: they double from `initial` to `max`, each drawn from its upper half. Milliseconds. */
export interface Backoff {
  readonly initial: number;
  readonly max: number;
}

/** What happens when a task with the same key has not ended yet. */
export interface Dedupe<Payload> {
  /** Two payloads with the same key are the same work. */
  key(payload: Payload): string;
  /** The new task is dropped, or replaces one that waits for its delay. */
  readonly mode: "skip" | "replace";
  /** For how many milliseconds from the first one; undefined: until that one has ended. */
  readonly within: number | undefined;
}

/**
 * The contract of a task, on which enqueueing code and the worker agree. It stands beside the service that the task serves; its
 * handler belongs to the worker. Created by `defineTask`.
 */
export interface Task<
  Payload extends z.core.$ZodType = z.core.$ZodType,
  Result extends z.core.$ZodType = z.core.$ZodType,
  Queue extends string = string,
> {
  readonly name: string;
  /** One line for operators. */
  readonly description: string;
  readonly queue: Queue;
  readonly payload: Payload;
  readonly result: Result | undefined;
  /** How often it runs at most, including runs whose worker died. */
  readonly attempts: number;
  readonly backoff: Backoff;
  /** One attempt may take so many milliseconds; then its signal aborts. */
  readonly timeout: number;
  readonly dedupe: Dedupe<z.input<Payload>> | undefined;
  readonly retention: { readonly completed: Retention; readonly failed: Retention };
  /** The largest payload, in bytes of JSON. */
  readonly payloadLimit: number;
}

/** What `defineTask` takes. */
export interface TaskOptions<
  Payload extends z.core.$ZodType,
  Result extends z.core.$ZodType,
  Queue extends string = string,
> {
  /** Stable, kebab-case, unique in the application. */
  readonly name: string;
  readonly description?: string;
  /** One of the queues that `createQueue` names. */
  readonly queue: Queue;
  readonly payload: Payload;
  /** What the handler returns, stored with the task. Without it nothing is promised about the result. */
  readonly result?: Result;
  /** Default: 4. */
  readonly attempts?: number;
  /** Default: from 1s to 5m. */
  readonly backoff?: { readonly initial?: Duration; readonly max?: Duration };
  /** Default: 5m. */
  readonly timeout?: Duration;
  readonly dedupe?: {
    key(payload: z.input<Payload>): string;
    /** Default: skip. */
    readonly mode?: "skip" | "replace";
    readonly within?: Duration;
  };
  /** How long ended tasks stay readable. Default: completed ones 1d, at most 1000; failed ones 7d, at most 10000. */
  readonly retention?: { readonly completed?: RetentionOptions; readonly failed?: RetentionOptions };
  /** Default: 256 kB. */
  readonly payloadLimit?: number;
}

/** The age and the number at which ended tasks are deleted, whichever is reached first. */
export interface RetentionOptions {
  readonly age?: Duration;
  readonly count?: number;
}

/** Fills in the defaults. Never throws: a worker checks all contracts together when it is created. */
export function defineTask<
  Payload extends z.core.$ZodType,
  Result extends z.core.$ZodType = z.core.$ZodType,
  const Queue extends string = string,
>({
  description = "",
  result,
  attempts = 4,
  backoff: { initial = SECOND_MS, max = 5 * MINUTE_MS } = {},
  timeout = 5 * MINUTE_MS,
  dedupe,
  retention: { completed, failed } = {},
  payloadLimit = 256_000,
  ...options
}: TaskOptions<Payload, Result, Queue>): Task<Payload, Result, Queue> {
  return {
    ...options,
    description,
    result,
    attempts,
    backoff: { initial: parseDuration(initial), max: parseDuration(max) },
    timeout: parseDuration(timeout),
    dedupe: dedupe && {
      key: dedupe.key,
      mode: dedupe.mode ?? "skip",
      within: dedupe.within === undefined ? undefined : parseDuration(dedupe.within),
    },
    retention: {
      completed: withDefaults(completed, DAY_MS, 1_000),
      failed: withDefaults(failed, 7 * DAY_MS, 10_000),
    },
    payloadLimit,
  };
}

const withDefaults = (given: RetentionOptions | undefined, age: number, count: number): Retention => ({
  age: parseDuration(given?.age ?? age),
  count: given?.count ?? count,
});
