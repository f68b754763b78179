import { findAddressFault, parsePostgresAddress } from "../postgres/index.ts";
import { ALL_ROLES, choice, isProduction, type Setting, text, wholeNumber } from "../settings/index.ts";
import { findFileUrlFault } from "./sqlite/file-url.ts";

/** Where backups go, on either engine. */
const backupSettings = {
  /** Where backups are put. A relative path begins at the application's folder. */
  BACKUPS_FOLDER: text().default("data/backups"),
  /** How many backups are kept; the oldest are deleted when a new one is complete. */
  BACKUPS_KEPT: wholeNumber(1, 1_000).default(7),
};

/** What is to be set for a database in a SQLite file. */
export const sqliteSettings = {
  /** The file that holds the data. A relative path begins at the application's folder. */
  DATABASE_URL: text({
    must: (given) => findFileUrlFault(given) ?? "must be set",
    accepts: (given) => findFileUrlFault(given) === undefined,
  }).default("file:data/app.db"),
  ...backupSettings,
};

/** The server that a developer has on the own machine. */
const getDevelopmentUrl = (application: string): string =>
  `postgres://postgres@127.0.0.1:5432/${application}`;

const address = (): Setting<string> =>
  text({
    must: (given) => findAddressFault(given) ?? "must be set",
    accepts: (given) => findAddressFault(given) === undefined,
  }).secret();

/** What is to be set for a database on a PostgreSQL server. */
export const postgresSettings = {
  /** The server and the database on it. Required in production. */
  DATABASE_URL: address()
    .default(({ name }) => getDevelopmentUrl(name))
    .refused({
      in: ALL_ROLES,
      when: (url, all, { name }) => isProduction(all) && url === getDevelopmentUrl(name),
      message: "must be set in production; the default is the server on a developer's own machine",
    })
    .refused({
      in: ALL_ROLES,
      when: (url, all) => all.DATABASE_POOL_MODE === "transaction" && setsSession(url),
      message:
        "must not set anything for sessions (options, search_path, statement_timeout) when DATABASE_POOL_MODE is transaction; set it for the user: ALTER ROLE … SET search_path = …",
    }),
  /** Whether sessions or transactions are what a connection pooler at DATABASE_URL, such as PgBouncer, hands out. */
  DATABASE_POOL_MODE: choice("session", "transaction").default("session"),
  /** The server without a pooler in between, for what needs a session: migrations, backups, queues. */
  DATABASE_DIRECT_URL: address()
    .optional()
    .required({
      in: ALL_ROLES,
      when: (all) => all.DATABASE_POOL_MODE === "transaction",
      because:
        "when DATABASE_POOL_MODE is transaction: migrations, backups and queues need the server itself, without the pooler",
    }),
  /** Connections that one process opens at the most. */
  DATABASE_POOL_SIZE: wholeNumber(2, 1_000).default(10),
  ...backupSettings,
};

function setsSession(url: string): boolean {
  const { session, startupOptions } = parsePostgresAddress(url);
  return session.length > 0 || startupOptions !== undefined;
}
