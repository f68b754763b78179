import type { ErrorKind } from "./errors.ts";

/** The HTTP status of each kind of error that the application throws on purpose, in the API and on pages. */
export const HTTP_STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
  internal: 500,
};
