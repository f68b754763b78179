import { format } from "node:util";
import type { Logger } from "pino";

const LEVEL_OF_METHOD = {
  debug: "debug",
  trace: "debug",
  log: "info",
  info: "info",
  warn: "warn",
  error: "error",
} as const;

/**
 * Turns what libraries print by themselves and the warnings of Node.js into log lines, so that a program can read the
 * whole output of a process line by line as JSON.
 */
export function logForeignOutput(log: Logger): void {
  for (const method of ["debug", "trace", "log", "info", "warn", "error"] as const) {
    console[method] = (...given: unknown[]) =>
      log[LEVEL_OF_METHOD[method]]({ source: "console" }, format(...given));
  }
  // The default listener of Node.js prints to the standard error.
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => log.warn({ source: "node", warning: name }, message));
}
