import { STATUS_CODES } from "node:http";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { AppError, HTTP_STATUS, toPublicError } from "../../errors/index.ts";
import {
  createRefusedFault,
  FAULTS_BY_ERROR_CODE,
  type HttpFault,
  INTERNAL_ERROR,
  INVALID_REQUEST,
} from "./catalogue.ts";
import type { Problem } from "./problem.ts";

/** A fault with what is known about this occurrence of it. */
export interface DescribedFault extends HttpFault {
  readonly errors?: NonNullable<Problem["errors"]>;
  /** After how many seconds a retry is worthwhile. */
  readonly retryAfter?: number;
}

/** An invalid body may have 100,000 faults, and a client corrects only some at once. */
const MAX_VALIDATION_ERRORS = 20;

/**
 * Describes an error for the client, whatever was thrown. No text leaves the process that was not meant for clients.
 *
 * @param isOperator whether the client may read what is meant for operators
 */
export function describeFault(error: unknown, isOperator: boolean): DescribedFault {
  if (error instanceof AppError) return describeAppError(isOperator ? error : toPublicError(error));
  if (hasZodFastifySchemaValidationErrors(error)) {
    const part = error.validationContext ?? "request";
    const errors = error.validation
      .slice(0, MAX_VALIDATION_ERRORS)
      .map(({ instancePath, message = "is not valid" }) => ({
        path: [part, ...instancePath.split("/").filter((step) => step !== "")].join("."),
        message,
      }));
    return { ...INVALID_REQUEST, errors };
  }
  const { code, statusCode } = readFields(error);
  const known = FAULTS_BY_ERROR_CODE[code];
  if (known) return known;
  if (statusCode >= 400 && statusCode < 500)
    return createRefusedFault(statusCode, STATUS_CODES[statusCode] ?? "Refused");
  return INTERNAL_ERROR;
}

function describeAppError({ category, code, message, hint, details, retryAfter }: AppError): DescribedFault {
  if (category === "internal") return INTERNAL_ERROR;
  return {
    status: HTTP_STATUS[category],
    code,
    detail: message,
    hint,
    ...(details.length > 0 && { errors: details.map((text) => ({ path: "", message: text })) }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

function readFields(error: unknown): { code: string; statusCode: number } {
  const { code, statusCode } = typeof error === "object" && error !== null ? Object(error) : {};
  return {
    code: typeof code === "string" ? code : "",
    statusCode: typeof statusCode === "number" ? statusCode : 500,
  };
}
