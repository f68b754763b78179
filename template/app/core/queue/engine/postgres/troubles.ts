import { AppError } from "@aegis-stack/runtime/errors";
import { isConnectionError, unavailable } from "../bullmq/unavailable.ts";

/** After how many seconds a caller may try again where somebody has to act first. */
const LASTING_RETRY_SECONDS = 30;

interface Trouble {
  code: string;
  /** SQLSTATE. */
  states: RegExp;
  what: (place: string) => string;
  todo: string;
}

/** What a server says that was reached and refuses. */
const TROUBLES: readonly Trouble[] = [
  {
    code: "queue.refused",
    states: /^28|^3D000$/,
    what: (place) => `PostgreSQL at ${place} refuses the user, the password or the database of the queues.`,
    todo: "Correct DATABASE_URL.",
  },
  {
    code: "queue.forbidden",
    states: /^42501$/,
    what: (place) => `PostgreSQL at ${place} does not permit its user to work with the queues.`,
    todo: "Grant the user of DATABASE_URL all rights on the schema bullmq and everything in it.",
  },
  {
    code: "queue.read-only",
    states: /^25006$/,
    what: (place) => `PostgreSQL at ${place} accepts no writes.`,
    todo: "Set DATABASE_URL to the primary server, or switch off default_transaction_read_only.",
  },
  {
    code: "queue.full",
    states: /^53[12]00$/,
    what: (place) => `The disk or the memory of PostgreSQL at ${place} is full, so nothing was written.`,
    todo: "Give it more room.",
  },
  {
    code: "queue.schema-missing",
    states: /^(3F000|42P01|42883|42703)$/,
    what: (place) => `The schema bullmq in PostgreSQL at ${place} is missing or of another version.`,
    todo: "Restart the application, which creates the schema and brings it up to date.",
  },
];

/** @returns an AppError where the server is the trouble rather than what was asked; else the error as it is */
export function explainPostgres(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const state = "code" in error ? String(error.code) : "";
  const trouble = TROUBLES.find(({ states }) => states.test(state));
  if (trouble)
    return new AppError({
      code: trouble.code,
      kind: "unavailable",
      what: trouble.what(place),
      todo: trouble.todo,
      retryAfter: LASTING_RETRY_SECONDS,
      cause: error,
    });
  return isConnectionError(error) ? unavailable(place, error) : error;
}
