/** The code that the server, the driver or the system gave an error; empty where there is none. */
export function getErrorCode(error: unknown): string {
  // A host name with several addresses fails with one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && "code" in first ? String(first.code) : "";
}

/** Whether the server refused a write because it accepts none: it is a replica, or was made read-only. */
export const isReadOnlyError = (error: unknown): boolean => getErrorCode(error) === "25006";
