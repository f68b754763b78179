/** The category of an error, independent of HTTP and of exit codes; each entry point maps it to its own. */
export type ErrorCategory =
  | "invalid"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "conflict"
  | "limited"
  | "unavailable"
  | "internal";

/** Who may read the sentences of an error. */
export type ErrorAudience = "public" | "operators";

/** What an `AppError` is created from. */
export interface AppErrorOptions {
  /** Stable and machine-readable, `area.reason`, as in `settings.invalid`. Callers may branch on it. */
  code: string;
  /** The category, from which the HTTP status follows. */
  category: ErrorCategory;
  /** One sentence that says what happened. */
  message: string;
  /** One sentence that says what to do. */
  hint: string;
  /** One line per fault, where several were found at once. */
  details?: readonly string[];
  /** After how many seconds a retry is worthwhile, where that is known. */
  retryAfter?: number;
  /**
   * Who may read the sentences. The default is the public, but operators alone where the category is `unavailable` or
   * `internal`: such sentences name hosts, files and settings, which visitors must not learn.
   */
  audience?: ErrorAudience;
  /** The error that led to this one. */
  cause?: unknown;
}

/** On each `AppError`, and the same symbol in every copy of this package. */
const APP_ERROR_BRAND = Symbol.for("@aegis-stack/runtime/AppError");

/** The error that an application throws on purpose. Any other error is a bug and is reported as one. */
export class AppError extends Error {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly hint: string;
  readonly details: readonly string[];
  readonly retryAfter: number | undefined;
  readonly audience: ErrorAudience;

  static {
    Object.defineProperty(AppError.prototype, APP_ERROR_BRAND, { value: true });
    Object.defineProperty(AppError, Symbol.hasInstance, { value: isInstance });
  }

  constructor(options: AppErrorOptions) {
    const { code, category, message, hint, details = [], retryAfter, cause } = options;
    const isOfInfrastructure = category === "unavailable" || category === "internal";
    super(message, { cause });
    this.name = "AppError";
    this.code = code;
    this.category = category;
    this.hint = hint;
    this.details = details;
    this.retryAfter = retryAfter;
    this.audience = options.audience ?? (isOfInfrastructure ? "operators" : "public");
  }
}

/** `instanceof AppError`: also holds for an error of a second copy of this package in the same process. */
function isInstance(this: unknown, value: unknown): boolean {
  // A subclass inherits this function and is recognised by its own prototype.
  if (this !== AppError) return Function.prototype[Symbol.hasInstance].call(this, value);
  return typeof value === "object" && value !== null && APP_ERROR_BRAND in value;
}

/**
 * Returns the error as visitors may see it. The sentences of an error for operators are replaced by one that names no
 * host, file or setting; the original becomes the `cause`.
 */
export function toPublicError(error: AppError): AppError {
  if (error.audience === "public") return error;
  const { retryAfter } = error;
  return new AppError({
    code: "service.unavailable",
    category: error.category === "internal" ? "internal" : "unavailable",
    message: "The application cannot answer at the moment.",
    hint: "Try again in a moment.",
    audience: "public",
    ...(retryAfter !== undefined && { retryAfter }),
    cause: error,
  });
}

/** Formats an error for a terminal: what happened, each fault on its own line, what to do. */
export function describeError(error: unknown): string {
  if (error instanceof AppError) {
    const details = error.details.map((line) => `  - ${line}`);
    return [`${error.message} [${error.code}]`, ...details, error.hint].join("\n");
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
