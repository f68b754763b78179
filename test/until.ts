import { setTimeout as delay } from "node:timers/promises";

/** A runaway limit, not a promise: it ends a test that hangs and says what the test waited for. */
export const RUNAWAY_LIMIT_MS = 600_000;

/** Leaves the processor to what is waited for. */
export const POLL_INTERVAL_MS = 50;

/**
 * Waits until a condition holds, checking it again after a pause.
 *
 * @param what names the condition in the error
 * @throws Error when the condition does not hold before the runaway limit
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + RUNAWAY_LIMIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${RUNAWAY_LIMIT_MS} ms`);
    await delay(POLL_INTERVAL_MS);
  }
}
