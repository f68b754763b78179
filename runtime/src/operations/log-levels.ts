import { z } from "zod";

/** The levels that a running process can be set to. `silent` is not among them: it would hide the change. */
export const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "fatal"]);

/** A level that a running process can be set to. */
export type LogLevel = z.infer<typeof logLevel>;

/** The part of a logger that is needed to change its level. */
export interface LeveledLog {
  level: string;
  /** Writes a line of the level `warn`. */
  warn(fields: object, message: string): void;
}

/** A change of the level. */
export interface LogLevelChange {
  readonly level: LogLevel;
  /** The level until now. */
  readonly before: string;
}

/** Changes the level of a running process, without a restart that would lose the state to be examined. */
export interface LogLevels {
  /** The level holds until it is changed again or the process ends. The change is logged, whatever the level. */
  change(level: LogLevel): LogLevelChange;
}

/** Creates what changes the level of a log. */
export function createLogLevels(log: LeveledLog): LogLevels {
  return {
    change(level) {
      const before = log.level;
      // Neither level may hide that the level was changed.
      log.level = "info";
      log.warn({ from: before, to: level }, "log level changed");
      log.level = level;
      return { level, before };
    },
  };
}
