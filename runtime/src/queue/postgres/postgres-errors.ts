import { AppError } from "../../errors/index.ts";
import { isConnectionError, unavailable } from "../bullmq/unavailable.ts";

/** When a caller may try again after a refusal that an operator has to resolve first. */
const REFUSAL_RETRY_SECONDS = 30;

interface Refusal {
  readonly code: string;
  /** SQLSTATE. */
  readonly states: RegExp;
  readonly message: (place: string) => string;
  readonly hint: string;
}

/** Why a server that was reached refuses. */
const SERVER_REFUSALS: readonly Refusal[] = [
  {
    code: "queue.refused",
    states: /^28|^3D000$/,
    message: (place) =>
      `PostgreSQL at ${place} refuses the user, the password or the database of the queues.`,
    hint: "Correct DATABASE_URL.",
  },
  {
    code: "queue.forbidden",
    states: /^42501$/,
    message: (place) => `PostgreSQL at ${place} does not permit its user to work with the queues.`,
    hint: "Grant the user of DATABASE_URL all rights on the schema bullmq and everything in it.",
  },
  {
    code: "queue.read-only",
    states: /^25006$/,
    message: (place) => `PostgreSQL at ${place} accepts no writes.`,
    hint: "Set DATABASE_URL to the primary server, or switch off default_transaction_read_only.",
  },
  {
    code: "queue.full",
    states: /^53[12]00$/,
    message: (place) => `The disk or the memory of PostgreSQL at ${place} is full, so nothing was written.`,
    hint: "Give it more room.",
  },
  {
    code: "queue.schema-missing",
    states: /^(3F000|42P01|42883|42703)$/,
    message: (place) => `The schema bullmq in PostgreSQL at ${place} is missing or of another version.`,
    hint: "Restart the application, which creates the schema and brings it up to date.",
  },
];

/** Converts an error of the server to an AppError; an error of a statement is returned as it is. */
export function explainPostgresError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const state = "code" in error ? String(error.code) : "";
  const refusal = SERVER_REFUSALS.find(({ states }) => states.test(state));
  if (refusal)
    return new AppError({
      code: refusal.code,
      category: "unavailable",
      message: refusal.message(place),
      hint: refusal.hint,
      retryAfter: REFUSAL_RETRY_SECONDS,
      cause: error,
    });
  return isConnectionError(error) ? unavailable(place, error) : error;
}
