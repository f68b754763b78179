import { AppError } from "#app/core/errors.ts";

type Trouble = Pick<AppError, "code" | "todo"> & { what: (place: string) => string };

const UNREACHABLE: Trouble = {
  code: "database.unreachable",
  what: (place) => `The database server at ${place} does not answer.`,
  todo: "Start it, or set DATABASE_URL to where it is.",
};

const REFUSED: Trouble = {
  code: "database.refused",
  what: (place) => `The database server at ${place} does not let this user in.`,
  todo: "Set DATABASE_URL to a user and a password that the server knows.",
};

const BUSY: Trouble = {
  code: "database.busy",
  what: (place) => `Other transactions at ${place} were in the way for too long, so nothing was written.`,
  todo: "Try again; keep transactions short.",
};

/** By what the server, or the system on the way to it, calls it. */
const TROUBLES: Record<string, Trouble> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  "08006": UNREACHABLE,
  "57P01": UNREACHABLE,
  "57P02": UNREACHABLE,
  "57P03": {
    ...UNREACHABLE,
    what: (place) => `The database server at ${place} is just starting or stopping.`,
  },
  "28000": REFUSED,
  "28P01": REFUSED,
  "3D000": {
    code: "database.missing",
    what: (place) => `The database server has no database ${place}.`,
    todo: "Make it with createdb, or set DATABASE_URL to one that is there.",
  },
  "42501": {
    code: "database.forbidden",
    what: (place) => `This user may not do that at ${place}.`,
    todo: "Let the user of DATABASE_URL own the database.",
  },
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
  "25006": {
    code: "database.read-only",
    what: (place) => `The database at ${place} can only be read.`,
    todo: "Set DATABASE_URL to the primary server.",
  },
  "40001": BUSY,
  "40P01": BUSY,
  "55P03": BUSY,
};

/**
 * Turns what the server says into a sentence, and takes out of it what rows hold.
 *
 * @param place host, port and name, without a password
 * @returns the error as it is when it speaks of a query rather than of the server
 */
export function explained(error: unknown, place: string): unknown {
  dropValues(error);
  const trouble = TROUBLES[codeOf(error)] ?? (isLost(error) ? UNREACHABLE : undefined);
  if (!trouble) return error;
  const { code, what, todo } = trouble;
  return new AppError({ code, kind: "unavailable", what: what(place), todo, cause: error });
}

export const isUniqueViolation = (error: unknown): boolean => codeOf(error) === "23505";

/** Where the server repeats the values of rows; names of tables, columns and constraints stand elsewhere. */
const WITH_VALUES = ["detail", "where", "internalQuery"];

/** Errors end up in the log, and the values of rows must not. */
function dropValues(error: unknown): void {
  if (error instanceof Error) for (const name of WITH_VALUES) Reflect.deleteProperty(error, name);
}

/** The driver has no code for connections that went away or never came. */
const isLost = (error: unknown): boolean =>
  error instanceof Error &&
  /timeout exceeded when trying to connect|timeout expired|connection terminated|connection timeout|client has encountered a connection error/i.test(
    error.message,
  );

function codeOf(error: unknown): string {
  // A name with several addresses fails with one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && "code" in first ? String(first.code) : "";
}
