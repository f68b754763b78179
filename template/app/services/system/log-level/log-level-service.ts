import { z } from "zod";

/** What can be asked for while the process runs. `silent` is not among them: it would hide who asked. */
export const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "fatal"]);
export type LogLevel = z.infer<typeof logLevel>;

/** The part of a logger that this service needs. */
export interface LeveledLog {
  level: string;
  warn(fields: object, message: string): void;
}

export interface LevelChange {
  level: LogLevel;
  /** What it was until now. */
  before: string;
}

/** Turns a running process's log up or down, without a restart that would lose what is to be looked at. */
export class LogLevelService {
  readonly #log: LeveledLog;

  constructor(log: LeveledLog) {
    this.#log = log;
  }

  /** Holds until it is changed again or the process ends. Leaves a line in the log, whatever the level. */
  change(level: LogLevel): LevelChange {
    const before = this.#log.level;
    // Neither level may hide that the level was changed.
    this.#log.level = "info";
    this.#log.warn({ from: before, to: level }, "log level changed");
    this.#log.level = level;
    return { level, before };
  }
}
