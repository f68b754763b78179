import { setMaxListeners } from "node:events";

/** Where the process stands between its start and its end. Readiness is true in `running` only. */
export type Phase = "starting" | "running" | "draining" | "stopped";

let current: Phase = "starting";
const leaving = new AbortController();
// Every open stream listens to it.
setMaxListeners(0, leaving.signal);

export const phase = (): Phase => current;

/** Aborts when the process begins to stop. Whatever would never end by itself, such as a stream of events, ends now. */
export const draining: AbortSignal = leaving.signal;

/** Moves on to `next`, never back: what has begun to stop does not become ready again. */
export function enterPhase(next: Phase): void {
  if (next === "running" && leaving.signal.aborted) return;
  current = next;
  if (next === "draining") leaving.abort();
}
