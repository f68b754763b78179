import { setImmediate as nextTurn } from "node:timers/promises";
import { AegisError, exitCodes } from "../errors.ts";

/** What Ctrl-C or SIGTERM becomes: a signal for those that wait, and a question for those that are about to write. */
export interface Interruption {
  /** Its reason is the name of what came. */
  readonly signal: AbortSignal;
  /** Throws `interrupted` when the user asked to stop. */
  check(): Promise<void>;
}

export function interrupted(): AegisError {
  return new AegisError("interrupted", { message: "Stopped.", hint: "Nothing was written." });
}

/** From now on a first Ctrl-C stops cleanly; a second one ends at once. */
function watchInterruption(): Interruption & { dispose(): void } {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort(name);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    async check() {
      // Writing is synchronous: a signal that came meanwhile is only delivered when the loop turns.
      await nextTurn();
      await nextTurn();
      if (controller.signal.aborted) throw interrupted();
    },
    dispose() {
      for (const name of signals) process.off(name, stop);
    },
  };
}

/** Runs what Ctrl-C may stop cleanly. */
export async function runInterruptibly(run: (interruption: Interruption) => Promise<void>): Promise<void> {
  const interruption = watchInterruption();
  try {
    await run(interruption);
  } finally {
    interruption.dispose();
  }
}
