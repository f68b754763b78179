import { formatScript } from "../format/index.ts";
import { choice, commitHash, flag, wholeNumber } from "./kinds.ts";
import type { Values } from "./setting.ts";

/** What every application has. */
export const baseSettings = {
  NODE_ENV: choice("development", "test", "production")
    .default("development")
    .refused({
      in: ["dev"],
      when: (value) => value === "production",
      message: `must not be production when pages are served from source; \`${formatScript("start")}\` runs production`,
    }),
  /** The least severe line that is logged. */
  LOG_LEVEL: choice("trace", "debug", "info", "warn", "error", "fatal", "silent").default("info"),
  /** How long a request in flight may still take after SIGTERM, in seconds. */
  SHUTDOWN_TIMEOUT: wholeNumber(1, 600).default(25),
  /** The commit that this copy was built from, shown beside the version. Not set: read from .git, where there is one. */
  GIT_COMMIT: commitHash().optional(),
};

/** The values of `baseSettings`. */
export type BaseValues = Values<typeof baseSettings>;

/** What an application with a worker or with a scheduler of its own has besides. */
export const processSettings = {
  /** Whether the process that answers requests has every role. */
  SINGLE_PROCESS: flag().default(false),
};

/** The values of `processSettings`. */
export type ProcessValues = Values<typeof processSettings>;
