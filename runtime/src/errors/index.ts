export {
  AppError,
  type AppErrorOptions,
  describeError,
  type ErrorAudience,
  type ErrorCategory,
  toPublicError,
} from "./app-error.ts";
export { getFileErrorReason, wrapFileError } from "./file-errors.ts";
export { HTTP_STATUS } from "./http-status.ts";
export { type SerializedError, serializeError } from "./serialize-error.ts";
export { createSignedOutError } from "./signed-out.ts";
