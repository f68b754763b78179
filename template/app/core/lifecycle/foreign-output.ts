import { format } from "node:util";
import type { Logger } from "pino";

const LEVELS = {
  debug: "debug",
  trace: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
} as const;

/**
 * Makes lines of the log of what libraries print by themselves and of the warnings of Node.js, so that whoever reads the
 * output line by line as JSON can read all of it.
 */
export function logForeignOutput(log: Logger): void {
  for (const method of ["debug", "trace", "log", "info", "warn", "error"] as const) {
    console[method] = (...given: unknown[]) => log[LEVELS[method]]({ source: "console" }, format(...given));
  }
  // The listener that Node.js brings along prints to the standard error.
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => log.warn({ source: "node", warning: name }, message));
}
