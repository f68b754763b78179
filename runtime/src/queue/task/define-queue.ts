import { type Duration, parseDuration } from "../../time/index.ts";

/** A queue with its limits for each worker process. Created by `defineQueue`. */
export interface QueueDefinition<Name extends string = string> {
  readonly name: Name;
  /** One line for operators. */
  readonly description: string;
  /** How many tasks one worker process runs at a time. */
  readonly concurrency: number;
  /** At most `count` tasks start within `within` milliseconds, in all workers together; undefined: no limit. */
  readonly rateLimit: { readonly count: number; readonly within: number } | undefined;
  /** The longest that an attempt of any of its tasks may take, in milliseconds. */
  readonly timeLimit: number;
}

/** The limits of a queue. */
export interface QueueLimits {
  /** One line for operators. */
  readonly description?: string;
  /** How many tasks one worker process runs at a time. Default: 10. */
  readonly concurrency?: number;
  /** At most `count` tasks start within `within`, in all workers together. Default: no limit. */
  readonly rateLimit?: { readonly count: number; readonly within: Duration };
  /** The longest that an attempt of any of its tasks may take. Default: 1h. */
  readonly timeLimit?: Duration;
}

/** Fills in the defaults. Never throws: a worker checks all queues together when it is created. */
export function defineQueue<const Name extends string>({
  name,
  description = "",
  concurrency = 10,
  rateLimit,
  timeLimit = "1h",
}: QueueLimits & { /** Stable, kebab-case. */ readonly name: Name }): QueueDefinition<Name> {
  return {
    name,
    description,
    concurrency,
    rateLimit: rateLimit && { count: rateLimit.count, within: parseDuration(rateLimit.within) },
    timeLimit: parseDuration(timeLimit),
  };
}
