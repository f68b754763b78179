import { type Duration, parseDuration } from "@aegis-stack/runtime/time";

/** A line of tasks that wait for a worker, with what one worker process may do with it. */
export interface Queue {
  name: string;
  /** One line for people. */
  description: string;
  /** How many tasks one worker process runs at a time. */
  concurrency: number;
  /** No more than so many tasks start within so many milliseconds, in all workers together; undefined: no limit. */
  rateLimit: { count: number; within: number } | undefined;
  /** No attempt of any of its tasks may take longer, in milliseconds. */
  timeLimit: number;
}

export interface QueueOptions {
  /** Stable, kebab-case. */
  name: string;
  description?: string;
  /** Default: 10. */
  concurrency?: number;
  /** Default: none. */
  rateLimit?: { count: number; within: Duration };
  /** Default: 1h. */
  timeLimit?: Duration;
}

/** Fills in the defaults. Never throws: `checkTasks` finds the faults of all queues together. */
export function defineQueue({
  name,
  description = "",
  concurrency = 10,
  rateLimit,
  timeLimit = "1h",
}: QueueOptions): Queue {
  return {
    name,
    description,
    concurrency,
    rateLimit: rateLimit && { count: rateLimit.count, within: parseDuration(rateLimit.within) },
    timeLimit: parseDuration(timeLimit),
  };
}
