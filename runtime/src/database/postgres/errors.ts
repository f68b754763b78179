import { AppError } from "../../errors/index.ts";
import { getErrorCode } from "../../postgres/index.ts";
import { createPendingHint } from "../migrations/pending-hint.ts";
import { explainUnreachable } from "./errors-connecting.ts";

/** The database that an error is about. */
export interface PostgresPlace {
  /** Host, port and name, without a password. */
  readonly place: string;
  /** The name of the application, whose command the hints of errors name. */
  readonly application: string;
}

interface Explanation {
  readonly code: string;
  readonly message: (place: string, message: string) => string;
  readonly hint: string | ((application: string) => string);
}

const TRANSACTIONS_BUSY: Explanation = {
  code: "database.busy",
  message: (place) => `Other transactions at ${place} were in the way for too long, so nothing was written.`,
  hint: "Try again; keep transactions short.",
};

const NO_RESOURCES: Explanation = {
  code: "database.busy",
  message: (place, message) => `The database server at ${place} is short of resources: ${message}.`,
  hint: "Try again; if it stays so, give the server more memory or fewer connections.",
};

const DISK_FAILED: Explanation = {
  code: "database.disk-failed",
  message: (place, message) =>
    `The database server at ${place} could not read or write its files: ${message}.`,
  hint: "Check the server's disk and its log.",
};

const NOT_MIGRATED: Explanation = {
  code: "database.not-migrated",
  message: (place, message) =>
    `The database at ${place} lacks what this version of the code uses: ${message}.`,
  hint: createPendingHint,
};

/** By the server's own code, or by the class that its first characters name. */
const EXPLANATION_OF_CODE: Record<string, Explanation> = {
  "42501": {
    code: "database.forbidden",
    message: (place, message) => `The user of ${place} lacks a right: ${message}.`,
    hint: "Make the user the owner of the schema and its tables: ALTER SCHEMA … OWNER TO …, or GRANT CREATE, USAGE ON SCHEMA … TO ….",
  },
  "3F000": {
    code: "database.no-schema",
    message: (place, message) => `The search path at ${place} names no schema that exists: ${message}.`,
    hint: "Create the schema (CREATE SCHEMA …), or correct the search_path of the address or of the user.",
  },
  "42P01": NOT_MIGRATED,
  "42703": NOT_MIGRATED,
  "53300": {
    code: "database.busy",
    message: (place) => `The database server at ${place} has no connection left.`,
    hint: "Lower DATABASE_POOL_SIZE, or let the server take more connections.",
  },
  "53100": {
    code: "database.disk-full",
    message: (place) => `The disk of the database server at ${place} is full, so nothing was written.`,
    hint: "Make room on it; what was committed before is safe.",
  },
  "53": NO_RESOURCES,
  "58": DISK_FAILED,
  "25006": {
    code: "database.read-only",
    message: (place) => `The database at ${place} is read-only.`,
    hint: "Set DATABASE_URL to the primary server.",
  },
  "25P03": {
    code: "database.transaction-idle",
    message: (place) =>
      `A transaction at ${place} was idle for longer than the server allows, so nothing of it was written.`,
    hint: "Keep transactions short: nothing that waits for a network belongs into one.",
  },
  "57014": {
    code: "database.timeout",
    message: (place) =>
      `A query at ${place} took longer than the server allows, or was cancelled, so nothing of it was written.`,
    hint: "Make the query faster, for example with an index, or raise statement_timeout.",
  },
  "40001": TRANSACTIONS_BUSY,
  "40P01": TRANSACTIONS_BUSY,
  "55P03": TRANSACTIONS_BUSY,
};

// The server ends a transaction that takes too long (PostgreSQL 17) as it does a query.
const TRANSACTION_TIMEOUT = "25P04";

/**
 * Turns an error of the server into an AppError, and removes values of rows from it.
 *
 * @returns the error as it is when it is about a query rather than the server
 */
export function explainPostgresError(error: unknown, { place, application }: PostgresPlace): unknown {
  removeValues(error);
  if (error instanceof AppError) return error;
  const code = getErrorCode(error);
  const found =
    EXPLANATION_OF_CODE[code === TRANSACTION_TIMEOUT ? "57014" : code] ??
    EXPLANATION_OF_CODE[code.slice(0, 2)];
  if (!found || !(error instanceof Error)) return explainUnreachable(error, place) ?? error;
  const message = found.message(place, error.message);
  const hint = typeof found.hint === "string" ? found.hint : found.hint(application);
  return new AppError({ code: found.code, category: "unavailable", message, hint, cause: error });
}

/** Whether a unique index or a primary key was violated. */
export const isUniqueViolation = (error: unknown): boolean => getErrorCode(error) === "23505";

/** Fields in which the server repeats values of rows; names of tables, columns and constraints are in others. */
const FIELDS_WITH_VALUES = ["detail", "where", "internalQuery"];

/** Errors are logged, and values of rows must not be. */
function removeValues(error: unknown): void {
  if (error instanceof Error) for (const name of FIELDS_WITH_VALUES) Reflect.deleteProperty(error, name);
}
