import { AppError } from "@aegis-stack/runtime/errors";

/** Why something is not shown or was not done, in sentences for operators. */
export interface Fault {
  /** Stable; empty where nobody foresaw it. */
  code: string;
  what: string;
  todo: string;
}

/** A fault that nobody foresaw is told by its message, as a health check does; never by its stack. */
export function faultOf(error: unknown): Fault {
  if (error instanceof AppError) {
    return {
      code: error.code,
      what: [error.message, ...error.details.map(sentence)].join(" "),
      todo: error.todo,
    };
  }
  const what =
    error instanceof Error && error.message !== "" ? error.message : "It failed without a message.";
  return { code: "", what, todo: "Check the log for more." };
}

/** Each detail ends before the next begins. */
const sentence = (detail: string): string => (/[.!?]$/.test(detail) ? detail : `${detail}.`);
