import { MINUTE_MS, SECOND_MS } from "../../time/index.ts";
import type { Backoff } from "../task/define-task.ts";

const DEFAULT_BACKOFF: Backoff = { initial: SECOND_MS, max: 5 * MINUTE_MS };

/**
 * The delay before the next attempt: twice as long each time, and drawn from the upper half of that, so that tasks which
 * failed together are not retried together.
 *
 * @param attemptsMade how many have failed, 1 or more
 * @returns milliseconds
 */
export function backoffDelay(
  { initial, max }: Backoff = DEFAULT_BACKOFF,
  attemptsMade: number,
  random: () => number = Math.random,
): number {
  const longest = Math.min(max, initial * 2 ** Math.min(attemptsMade - 1, 40));
  return Math.round(longest * (0.5 + random() / 2));
}
