import { resolve } from "node:path";
import { z } from "zod";
import { APP_NAME, ROOT } from "#app/core/constants.ts";
import { choice, wholeNumber } from "#app/core/settings/kinds.ts";
import { ROLES } from "#app/core/settings/role.ts";
import type { Rule } from "#app/core/settings/rules.ts";
import { addressFault, parseAddress } from "./address.ts";

/** The server that a developer has on the own machine. */
const DEVELOPMENT_URL = `postgres://postgres@127.0.0.1:5432/${APP_NAME}`;

/** What a connection pooler such as PgBouncer hands out. Without one it is sessions. */
const POOL_MODES = ["session", "transaction"] as const;

export type PoolMode = (typeof POOL_MODES)[number];

const address = z.string().superRefine((given, context) => {
  const message = addressFault(given);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

/** What is to be set for this engine. */
export const databaseSettings = {
  /** The server and the database on it. Required in production. */
  DATABASE_URL: address.default(DEVELOPMENT_URL),
  /** Whether sessions or transactions are what a connection pooler at DATABASE_URL hands out. */
  DATABASE_POOL_MODE: choice(POOL_MODES).default("session"),
  /** The server without a pooler in between, for what needs a session: migrations, backups, queues. */
  DATABASE_DIRECT_URL: address.optional(),
  /** Connections that one process opens at the most. */
  DATABASE_POOL_SIZE: wholeNumber(2, 1_000).default(10),
  /** Where backups are put. A relative path begins at the application's folder. */
  BACKUPS_FOLDER: z.string().default("data/backups"),
  /** How many backups are kept; the oldest go when a new one is there. */
  BACKUPS_KEPT: wholeNumber(1, 1_000).default(7),
};

export type DatabaseSettings = z.infer<z.ZodObject<typeof databaseSettings>>;

/** Which of them must not be seen: the addresses hold a password. */
export const databaseSecrets = ["DATABASE_URL", "DATABASE_DIRECT_URL"] as const;

/** A rule about these settings alone: those of the whole application are those of the engine that it uses. */
interface DatabaseRule extends Omit<Rule, "setting" | "when"> {
  setting: keyof typeof databaseSettings;
  when(settings: Partial<DatabaseSettings> & { NODE_ENV?: string }): boolean;
}

export const databaseRules: readonly DatabaseRule[] = [
  {
    roles: ROLES,
    setting: "DATABASE_URL",
    when: ({ NODE_ENV, DATABASE_URL }) => NODE_ENV === "production" && DATABASE_URL === DEVELOPMENT_URL,
    message: "must be set in production; the default is the server on a developer's own machine",
  },
  {
    roles: ROLES,
    setting: "DATABASE_DIRECT_URL",
    when: ({ DATABASE_POOL_MODE, DATABASE_DIRECT_URL }) =>
      DATABASE_POOL_MODE === "transaction" && DATABASE_DIRECT_URL === undefined,
    message:
      "must be set when DATABASE_POOL_MODE is transaction: migrations, backups and queues need the server itself, without the pooler",
  },
  {
    roles: ROLES,
    setting: "DATABASE_URL",
    when: ({ DATABASE_POOL_MODE, DATABASE_URL }) =>
      DATABASE_POOL_MODE === "transaction" && DATABASE_URL !== undefined && setsSession(DATABASE_URL),
    message:
      "must not set anything for sessions (options, search_path, statement_timeout) when DATABASE_POOL_MODE is transaction; set it for the user: ALTER ROLE … SET search_path = …",
  },
];

const setsSession = (url: string): boolean => {
  const { session, startupOptions } = parseAddress(url);
  return session.length > 0 || startupOptions !== undefined;
};

/** What this engine writes to. */
export const databaseFolders = ({ BACKUPS_FOLDER }: Pick<DatabaseSettings, "BACKUPS_FOLDER">) => [
  { name: "backups", path: resolve(ROOT, BACKUPS_FOLDER) },
];
