import { AppError } from "@aegis-stack/runtime/errors";
import { NOT_MIGRATED as NOT_MIGRATED_ADVICE } from "../migrations/not-migrated.ts";
import { codeOf } from "./error-code.ts";
import { unreachable } from "./errors-connecting.ts";

type Explanation = Pick<AppError, "code" | "todo"> & { what: (place: string, message: string) => string };

const BUSY: Explanation = {
  code: "database.busy",
  what: (place) => `Other transactions at ${place} were in the way for too long, so nothing was written.`,
  todo: "Try again; keep transactions short.",
};

const NO_RESOURCES: Explanation = {
  code: "database.busy",
  what: (place, message) => `The database server at ${place} is short of resources: ${message}.`,
  todo: "Try again; if it stays so, give the server more memory or fewer connections.",
};

const DISK_FAILED: Explanation = {
  code: "database.disk-failed",
  what: (place, message) => `The database server at ${place} could not read or write its files: ${message}.`,
  todo: "Check the server's disk and its log.",
};

const NOT_MIGRATED: Explanation = {
  code: "database.not-migrated",
  what: (place, message) => `The database at ${place} lacks what this version of the code uses: ${message}.`,
  todo: NOT_MIGRATED_ADVICE,
};

/** By the server's own code, or by the class that its first characters name. */
const EXPLANATIONS: Record<string, Explanation> = {
  "42501": {
    code: "database.forbidden",
    what: (place, message) => `The user of ${place} lacks a right: ${message}.`,
    todo: "Make the user the owner of the schema and its tables: ALTER SCHEMA … OWNER TO …, or GRANT CREATE, USAGE ON SCHEMA … TO ….",
  },
  "3F000": {
    code: "database.no-schema",
    what: (place, message) => `The search path at ${place} names no schema that exists: ${message}.`,
    todo: "Create the schema (CREATE SCHEMA …), or correct the search_path of the address or of the user.",
  },
  "42P01": NOT_MIGRATED,
  "42703": NOT_MIGRATED,
  "53300": {
    code: "database.busy",
    what: (place) => `The database server at ${place} has no connection left.`,
    todo: "Lower DATABASE_POOL_SIZE, or let the server take more connections.",
  },
  "53100": {
    code: "database.disk-full",
    what: (place) => `The disk of the database server at ${place} is full, so nothing was written.`,
    todo: "Make room on it; what was committed before is safe.",
  },
  "53": NO_RESOURCES,
  "58": DISK_FAILED,
  "25006": {
    code: "database.read-only",
    what: (place) => `The database at ${place} is read-only.`,
    todo: "Set DATABASE_URL to the primary server.",
  },
  "25P03": {
    code: "database.transaction-idle",
    what: (place) =>
      `A transaction at ${place} was idle for longer than the server allows, so nothing of it was written.`,
    todo: "Keep transactions short: nothing that waits for a network belongs into one.",
  },
  "57014": {
    code: "database.timeout",
    what: (place) =>
      `A query at ${place} took longer than the server allows, or was cancelled, so nothing of it was written.`,
    todo: "Make the query faster, for example with an index, or raise statement_timeout.",
  },
  "40001": BUSY,
  "40P01": BUSY,
  "55P03": BUSY,
};

// The server ends a transaction that takes too long (PostgreSQL 17) as it does a query.
const TRANSACTION_TIMEOUT = "25P04";

/**
 * Turns what the server says into a sentence, and takes out of it what rows hold.
 *
 * @param place host, port and name, without a password
 * @returns the error as it is when it speaks of a query rather than of the server
 */
export function explained(error: unknown, place: string): unknown {
  dropValues(error);
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const found = EXPLANATIONS[code === TRANSACTION_TIMEOUT ? "57014" : code] ?? EXPLANATIONS[code.slice(0, 2)];
  if (!found || !(error instanceof Error)) return unreachable(error, place) ?? error;
  const what = found.what(place, error.message);
  return new AppError({ code: found.code, kind: "unavailable", what, todo: found.todo, cause: error });
}

export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === "23505";

/** Whether the server takes no writes: it is a replica, or was made read-only. */
export const isReadOnly = (error: unknown): boolean => codeOf(error) === "25006";

/** Where the server repeats the values of rows; names of tables, columns and constraints stand elsewhere. */
const WITH_VALUES = ["detail", "where", "internalQuery"];

/** Errors end up in the log, and the values of rows must not. */
function dropValues(error: unknown): void {
  if (error instanceof Error) for (const name of WITH_VALUES) Reflect.deleteProperty(error, name);
}
