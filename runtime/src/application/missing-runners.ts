import { formatScript } from "../format/index.ts";
import { START_PERIOD_SECONDS } from "../health/index.ts";
import type { LifecyclePart } from "../process/index.ts";
import type { CapabilityRunner } from "./capability.ts";
import type { Application } from "./define-application.ts";

/** What is reported from. */
export interface MissingRunnersOptions {
  readonly runners: readonly CapabilityRunner[];
  readonly log: Pick<Application["log"], "info" | "warn">;
  /** Calls back once after so many milliseconds, and returns how to cancel that. */
  readonly setTimer?: (milliseconds: number, callback: () => void) => () => void;
}

/**
 * Logs after the start which other processes are missing: at once what does not run yet, and again, as a warning, what has
 * not appeared when the start period is over. A server that does not respond is reported by its own connection.
 */
export function createMissingRunnersReport({
  runners,
  log,
  setTimer = setUnreferencedTimer,
}: MissingRunnersOptions): LifecyclePart {
  let cancel = () => {};

  async function report(level: "info" | "warn"): Promise<void> {
    for (const { role, consequence, isAlive } of runners) {
      if (await isAlive().catch(() => true)) continue;
      const message = `No ${role} is running, so ${consequence}. Start one with \`${formatScript(role)}\`, or set SINGLE_PROCESS=true to run everything in this process.`;
      log[level]({ role }, message);
    }
  }

  return {
    name: "missing processes",
    async start() {
      void report("info");
      cancel = setTimer(START_PERIOD_SECONDS * 1_000, () => void report("warn"));
    },
    async stop() {
      cancel();
    },
  };
}

function setUnreferencedTimer(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}
