import { AppError, type AppErrorOptions, toPublicError } from "../../errors/index.ts";

/** An answer that ended before its last part, for a reason that its reader cannot change. */
export const BROKEN_RESPONSE: AppErrorOptions = {
  code: "ai.broke-off",
  category: "unavailable",
  message: "The answer broke off.",
  hint: "What came of it is in the conversation; ask again.",
  audience: "public",
};

/** What a reader receives of an error in the middle of a response. What operators alone may read is written to the log. */
export function describeFailure(
  error: unknown,
  log: { warn(fields: object, message: string): void },
): string {
  if (!(error instanceof AppError)) return BROKEN_RESPONSE.message;
  if (error.audience === "operators") log.warn({ err: error }, "an answer broke off");
  const { message, hint } = toPublicError(error);
  return `${message} ${hint}`;
}
