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
  /**
   * Who may read the sentences. By default the public, but operators alone where the category is `unavailable` or
   * `internal`: such sentences name hosts, files and settings, which visitors must not learn.
   */
  audience?: Audience;
  cause?: unknown;
}

export type Audience = "public" | "operators";

/** The one error that the application throws on purpose. Whatever else is thrown is a bug and answered as one. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly todo: string;
  readonly details: readonly string[];
  readonly retryAfter: number | undefined;
  readonly audience: Audience;

  constructor(options: ErrorOptions) {
    const { code, kind, what, todo, details = [], retryAfter, cause } = options;
    const isOfInfrastructure = kind === "unavailable" || kind === "internal";
    super(what, { cause });
    this.name = "AppError";
    this.code = code;
    this.kind = kind;
    this.todo = todo;
    this.details = details;
    this.retryAfter = retryAfter;
    this.audience = options.audience ?? (isOfInfrastructure ? "operators" : "public");
  }
}

/** The error as visitors may see it: what only operators may read becomes a sentence that names nothing. */
export function withoutInfrastructure(error: AppError): AppError {
  if (error.audience === "public") return error;
  const { retryAfter } = error;
  return new AppError({
    code: "service.unavailable",
    kind: error.kind === "internal" ? "internal" : "unavailable",
    what: "The application cannot answer at the moment.",
    todo: "Try again in a moment.",
    audience: "public",
    ...(retryAfter !== undefined && { retryAfter }),
    cause: error,
  });
}

/** The text a person reads on a terminal: what is wrong, each fault on its own line, what to do. */
export function describeError(error: unknown): string {
  if (error instanceof AppError) {
    const details = error.details.map((line) => `  - ${line}`);
    return [`${error.message} [${error.code}]`, ...details, error.todo].join("\n");
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
