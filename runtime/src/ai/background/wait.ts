import { setTimeout as delay } from "node:timers/promises";

/** Waits for some milliseconds, or until the signal aborts. Never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits by a timer that does not keep the process running. */
export const waitByTimer: Wait = async (ms, signal) => {
  await delay(ms, undefined, { signal, ref: false }).catch(() => {});
};
