import { MINUTE_MS, SECOND_MS } from "@aegis-stack/runtime/time";
import type { Backoff } from "../task/task.ts";

const DEFAULT: Backoff = { first: SECOND_MS, longest: 5 * MINUTE_MS };

/**
 * How long to wait before the next attempt: twice as long each time, and drawn from the upper half of that, so that
 * tasks which failed together do not come back together.
 *
 * @param attemptsMade how many have failed, 1 or more
 * @returns milliseconds
 */
export function wait(
  { first, longest }: Backoff = DEFAULT,
  attemptsMade: number,
  random: () => number = Math.random,
): number {
  const most = Math.min(longest, first * 2 ** Math.min(attemptsMade - 1, 40));
  return Math.round(most * (0.5 + random() / 2));
}
