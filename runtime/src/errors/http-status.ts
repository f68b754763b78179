import type { ErrorCategory } from "./app-error.ts";

/** The HTTP status of each category of `AppError`, for the API and for pages. */
export const HTTP_STATUS: Readonly<Record<ErrorCategory, number>> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
  internal: 500,
};
