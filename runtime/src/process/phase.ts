import { setMaxListeners } from "node:events";

/** Where a process stands between its start and its end. It should be sent work in `running` only. */
export type Phase = "starting" | "running" | "draining" | "stopped";

/** The phase of one process, for everything that must know whether it is about to stop. */
export interface ProcessPhase {
  /** The phase now. */
  readonly current: Phase;
  /** Aborts when the process begins to stop. Whatever would never end by itself, such as a stream of events, ends then. */
  readonly draining: AbortSignal;
  /** Moves on to `next`, never back: a process that has begun to stop does not become ready again. */
  enter(next: Phase): void;
}

/** The phase of a process that is starting. */
export function createProcessPhase(): ProcessPhase {
  let current: Phase = "starting";
  const controller = new AbortController();
  // Every open stream listens to it.
  setMaxListeners(0, controller.signal);
  return {
    get current() {
      return current;
    },
    draining: controller.signal,
    enter(next) {
      if (next === "running" && controller.signal.aborted) return;
      current = next;
      if (next === "draining") controller.abort();
    },
  };
}
