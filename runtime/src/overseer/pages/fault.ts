import { AppError } from "../../errors/index.ts";

/** Why something is not shown or was not done, in sentences for operators. */
export interface Fault {
  /** Stable; empty for an error that is not an `AppError`. */
  code: string;
  message: string;
  hint: string;
}

/** An unexpected error is described by its message, as a health check does; never by its stack. */
export function describeFault(error: unknown): Fault {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: [error.message, ...error.details.map(toSentence)].join(" "),
      hint: error.hint,
    };
  }
  const message =
    error instanceof Error && error.message !== "" ? error.message : "It failed without a message.";
  return { code: "", message, hint: "Check the log for more." };
}

/** Each detail ends before the next begins. */
const toSentence = (detail: string): string => (/[.!?]$/.test(detail) ? detail : `${detail}.`);
