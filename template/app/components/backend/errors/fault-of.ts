import { STATUS_CODES } from "node:http";
import { AppError, HTTP_STATUS, toPublicError } from "@aegis-stack/runtime/errors";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { type Fault, INTERNAL, INVALID, REFUSED, refusedBy } from "./catalogue.ts";
import type { Problem } from "./problem.ts";

/** An error as callers may see it. */
export interface Judged extends Fault {
  errors?: NonNullable<Problem["errors"]>;
  /** Seconds. */
  retryAfter?: number;
}

/** An invalid body may be wrong in 100,000 places, and nobody corrects more than some at once. */
const MAX_VALIDATION_ERRORS = 20;

/**
 * Finds out what to tell a caller of an error, whatever was thrown. Nothing that was not written for callers gets out.
 *
 * @param isOperator whether the caller may read what is written for operators
 */
export function faultOf(error: unknown, isOperator: boolean): Judged {
  if (error instanceof AppError) return fromApplication(isOperator ? error : toPublicError(error));
  if (hasZodFastifySchemaValidationErrors(error)) {
    const part = error.validationContext ?? "request";
    const errors = error.validation
      .slice(0, MAX_VALIDATION_ERRORS)
      .map(({ instancePath, message = "is not valid" }) => ({
        path: [part, ...instancePath.split("/").filter((step) => step !== "")].join("."),
        message,
      }));
    return { ...INVALID, errors };
  }
  const { code, statusCode } = fieldsOf(error);
  const refused = REFUSED[code];
  if (refused) return refused;
  if (statusCode >= 400 && statusCode < 500)
    return refusedBy(statusCode, STATUS_CODES[statusCode] ?? "Refused");
  return INTERNAL;
}

function fromApplication({ kind, code, message, todo, details, retryAfter }: AppError): Judged {
  if (kind === "internal") return INTERNAL;
  return {
    status: HTTP_STATUS[kind],
    code,
    detail: message,
    todo,
    ...(details.length > 0 && { errors: details.map((text) => ({ path: "", message: text })) }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function fieldsOf(error: unknown): { code: string; statusCode: number } {
  const { code, statusCode } = typeof error === "object" && error !== null ? Object(error) : {};
  return {
    code: typeof code === "string" ? code : "",
    statusCode: typeof statusCode === "number" ? statusCode : 500,
  };
}
