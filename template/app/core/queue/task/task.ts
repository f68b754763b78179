import { DAY_MS, type Duration, MINUTE_MS, parseDuration, SECOND_MS } from "@aegis-stack/runtime/time";
import type { z } from "zod";

/** How waits between attempts grow: they double from the first to the longest, each drawn from its upper half. */
export interface Backoff {
  /** Milliseconds. */
  first: number;
  longest: number;
}

/** How long ended tasks are kept, by age in milliseconds and by number, whichever is less. */
export interface Kept {
  age: number;
  count: number;
}

/** What happens when a task with the same key has not ended yet. */
export interface Dedupe<Payload> {
  /** Two payloads with the same key are the same work. */
  key(payload: Payload): string;
  /** The new one is dropped, or takes the place of one that waits for its delay. */
  mode: "skip" | "replace";
  /** For how many milliseconds from the first one; until that one has ended when not given. */
  within: number | undefined;
}

/**
 * The contract of a task: all that those who enqueue it and the worker that runs it agree on. It stands beside the
 * service that the task serves; its handler stands in the worker.
 */
export interface Task<Payload extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  name: string;
  /** One line for people. */
  description: string;
  queue: string;
  payload: Payload;
  result: Result | undefined;
  /** How often it is run at the most, runs whose worker died included. */
  attempts: number;
  backoff: Backoff;
  /** One attempt may take so many milliseconds; then its signal aborts. */
  timeout: number;
  dedupe: Dedupe<z.input<Payload>> | undefined;
  kept: { completed: Kept; failed: Kept };
  /** The largest payload, in bytes of JSON. */
  payloadLimit: number;
}

export interface TaskOptions<Payload extends z.ZodType, Result extends z.ZodType> {
  /** Stable, kebab-case, unique in the application. */
  name: string;
  description?: string;
  /** A queue of `app/services/tasks/queues.ts`. */
  queue: string;
  payload: Payload;
  /** What the handler answers, to be kept with the task. Not given: nothing is promised of it. */
  result?: Result;
  /** Default: 4. */
  attempts?: number;
  /** Default: from 1s to 5m. */
  backoff?: { first?: Duration; longest?: Duration };
  /** Default: 5m. */
  timeout?: Duration;
  dedupe?: {
    key(payload: z.input<Payload>): string;
    /** Default: skip. */
    mode?: "skip" | "replace";
    within?: Duration;
  };
  /** Default: completed ones for 1d, at most 1000; failed ones for 7d, at most 10000. */
  kept?: { completed?: Partial<KeptOptions>; failed?: Partial<KeptOptions> };
  /** Default: 256 kB. */
  payloadLimit?: number;
}

interface KeptOptions {
  age: Duration;
  count: number;
}

/** Fills in the defaults. Never throws: `checkTasks` finds the faults of all contracts together. */
export function defineTask<Payload extends z.ZodType, Result extends z.ZodType = z.ZodType>({
  description = "",
  result,
  attempts = 4,
  backoff: { first = SECOND_MS, longest = 5 * MINUTE_MS } = {},
  timeout = 5 * MINUTE_MS,
  dedupe,
  kept: { completed, failed } = {},
  payloadLimit = 256_000,
  ...options
}: TaskOptions<Payload, Result>): Task<Payload, Result> {
  return {
    ...options,
    description,
    result,
    attempts,
    backoff: { first: parseDuration(first), longest: parseDuration(longest) },
    timeout: parseDuration(timeout),
    dedupe: dedupe && {
      key: dedupe.key,
      mode: dedupe.mode ?? "skip",
      within: dedupe.within === undefined ? undefined : parseDuration(dedupe.within),
    },
    kept: { completed: filled(completed, DAY_MS, 1_000), failed: filled(failed, 7 * DAY_MS, 10_000) },
    payloadLimit,
  };
}

const filled = (given: Partial<KeptOptions> | undefined, age: number, count: number): Kept => ({
  age: parseDuration(given?.age ?? age),
  count: given?.count ?? count,
});
