/** Fields of library errors that are safe to log: names and numbers, never the data that was sent. */
const LOGGED_FIELDS = [
  "code",
  "category",
  "hint",
  "status",
  "statusCode",
  "retryAfter",
  "errno",
  "syscall",
  "address",
  "hostname",
  "port",
  "path",
  "signal",
  "severity",
  "schema",
  "table",
  "column",
  "constraint",
  "routine",
  "responseCode",
] as const;

/** Nested causes beyond this depth, and aggregated errors or details beyond this number, are left out. */
const MAX_DEPTH = 5;
const MAX_ERRORS = 5;

/** An error as a plain object for the log. */
export interface SerializedError {
  type: string;
  message: string;
  stack?: string;
  [field: string]: unknown;
}

/**
 * Returns an error as a plain object for the log, by an allow-list of fields. Libraries attach to their errors what they
 * were processing, such as a command with the password that the server refused, or a whole message with its links.
 *
 * @param error any thrown value
 */
export function serializeError(error: unknown): SerializedError {
  return serializeNested(error, 0);
}

function serializeNested(error: unknown, depth: number): SerializedError {
  if (typeof error !== "object" || error === null) return { type: typeof error, message: String(error) };
  const source = new Map(LOGGED_FIELDS.map((name) => [name, readField(error, name)]));
  const { stack, cause, errors, command } = {
    stack: readField(error, "stack"),
    cause: readField(error, "cause"),
    errors: readField(error, "errors"),
    command: getCommandName(readField(error, "command")),
  };
  const canNest = depth < MAX_DEPTH;
  return {
    type: getTypeName(error),
    message: String(readField(error, "message") ?? ""),
    ...(typeof stack === "string" && { stack }),
    ...Object.fromEntries([...source].filter(([, value]) => isPlain(value))),
    ...readDetails(error),
    ...(command !== undefined && { command }),
    ...(canNest && cause !== undefined && cause !== null && { cause: serializeNested(cause, depth + 1) }),
    ...(canNest &&
      Array.isArray(errors) && {
        errors: errors.slice(0, MAX_ERRORS).map((one) => serializeNested(one, depth + 1)),
      }),
  };
}

/** The details of an `AppError`, which are written for operators. */
function readDetails(error: object): { details?: string[] } {
  const given = readField(error, "details");
  if (!Array.isArray(given) || given.length === 0 || readField(error, "hint") === undefined) return {};
  return { details: given.slice(0, MAX_ERRORS).map(String) };
}

/** The name of the command that a client sent, without its arguments. */
function getCommandName(command: unknown): string | undefined {
  if (typeof command === "string") return command.split(/\s/, 1)[0]?.slice(0, 40);
  const name = typeof command === "object" && command !== null ? readField(command, "name") : undefined;
  return typeof name === "string" ? name : undefined;
}

/** An error that has been serialized before keeps the name of its type. */
function getTypeName(error: object): string {
  const name = readField(error, error instanceof Error ? "name" : "type");
  return typeof name === "string" && name !== "" ? name : (error.constructor?.name ?? "Object");
}

const isPlain = (value: unknown): boolean =>
  (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";

/** A getter of a foreign object may throw, and writing a log line must not. */
function readField(from: object, name: string): unknown {
  try {
    return Reflect.get(from, name);
  } catch {
    return undefined;
  }
}
