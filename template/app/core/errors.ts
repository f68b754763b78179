/** What kind of trouble it is, in words that neither HTTP nor a shell owns; each way in maps it to its own. */
export type ErrorKind =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "limited"
  | "unavailable"
  | "internal";

export interface ErrorOptions {
  /** Stable and machine-readable, `area.reason`: `settings.invalid`. Callers may branch on it. */
  code: string;
  kind: ErrorKind;
  /** One sentence on what is wrong. */
  what: string;
  /** One sentence on what to do about it. */
  todo: string;
  /** One line a fault, where several were found at once. */
  details?: readonly string[];
  /** After how many seconds it is worth trying again, where that is known. */
  retryAfter?: number;
  cause?: unknown;
}

/** The one error that the application throws on purpose. Whatever else is thrown is a bug and answered as one. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly todo: string;
  readonly details: readonly string[];
  readonly retryAfter: number | undefined;

  constructor({ code, kind, what, todo, details = [], retryAfter, cause }: ErrorOptions) {
    super(what, { cause });
    this.name = "AppError";
    this.code = code;
    this.kind = kind;
    this.todo = todo;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/** The text a person reads on a terminal: what is wrong, each fault on its own line, what to do. */
export function describeError(error: unknown): string {
  if (error instanceof AppError) {
    const details = error.details.map((line) => `  - ${line}`);
    return [`${error.message} [${error.code}]`, ...details, error.todo].join("\n");
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
