/** What errors of libraries hold besides their text and may be logged: names and numbers, never what was sent. */
const SAFE_FIELDS = [
  "code",
  "kind",
  "todo",
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

/** Causes within each other, and errors of one that stands for several, as many as are worth reading. */
const MAX_DEPTH = 5;
const MAX_ERRORS = 5;

export interface ErrorFields {
  type: string;
  message: string;
  stack?: string;
  [field: string]: unknown;
}

/**
 * An error as it is logged: an allow-list. Libraries attach to their errors what they were doing at the time, such as
 * the command with the password that the server refused, or a whole message with its links.
 *
 * @param error whatever was thrown
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (typeof error !== "object" || error === null) return { type: typeof error, message: String(error) };
  const source = new Map(SAFE_FIELDS.map((name) => [name, read(error, name)]));
  const { stack, cause, errors, command } = {
    stack: read(error, "stack"),
    cause: read(error, "cause"),
    errors: read(error, "errors"),
    command: commandName(read(error, "command")),
  };
  const deeper = depth < MAX_DEPTH;
  return {
    type: typeOf(error),
    message: String(read(error, "message") ?? ""),
    ...(typeof stack === "string" && { stack }),
    ...Object.fromEntries([...source].filter(([, value]) => isPlain(value))),
    ...details(error),
    ...(command !== undefined && { command }),
    ...(deeper && cause !== undefined && cause !== null && { cause: errorFields(cause, depth + 1) }),
    ...(deeper &&
      Array.isArray(errors) && {
        errors: errors.slice(0, MAX_ERRORS).map((one) => errorFields(one, depth + 1)),
      }),
  };
}

/** The sentences of this application's own errors: they are written for operators. */
function details(error: object): { details?: string[] } {
  const given = read(error, "details");
  if (!Array.isArray(given) || given.length === 0 || read(error, "todo") === undefined) return {};
  return { details: given.slice(0, MAX_ERRORS).map(String) };
}

/** Of a command that was sent its name, without what it was given. */
function commandName(command: unknown): string | undefined {
  if (typeof command === "string") return command.split(/\s/, 1)[0]?.slice(0, 40);
  const name = typeof command === "object" && command !== null ? read(command, "name") : undefined;
  return typeof name === "string" ? name : undefined;
}

/** What has been reduced once, as that of a line's field and then by its serializer, keeps the name of its type. */
function typeOf(error: object): string {
  const name = read(error, error instanceof Error ? "name" : "type");
  return typeof name === "string" && name !== "" ? name : (error.constructor?.name ?? "Object");
}

const isPlain = (value: unknown): boolean =>
  (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "boolean";

/** A getter of somebody else's object may throw, and a line of the log must not. */
function read(from: object, name: string): unknown {
  try {
    return Reflect.get(from, name);
  } catch {
    return undefined;
  }
}
