import { AppError } from "../errors/index.ts";
import {
  CLUSTER_FAILURE,
  SERVER_FAILURES,
  type ServerFailure,
  UNREACHABLE_FAILURE,
} from "./server-failures.ts";

/** After how many seconds a caller may try again: the client has tried several times by then. */
const RETRY_SECONDS = 5;

/** The same for a failure that stays until the server or the settings are changed. */
const LASTING_RETRY_SECONDS = 30;

/**
 * Turns an error of the driver into one that names the server's failure.
 *
 * @param place host, port and number of the database, without a password
 * @returns the error unchanged when it concerns a command rather than the server
 */
export function explainRedisError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const failure = findFailure(error);
  return failure ? createError(failure, place, error) : error;
}

/** Whether a retry cannot help before the server or the settings are changed. */
export const isLastingError = (error: unknown): boolean =>
  error instanceof Error && findFailure(error)?.isLasting === true;

/** Whether the server does not permit a command to its user. */
export const isForbiddenError = (error: unknown): boolean =>
  error instanceof Error && findFailure(error)?.code === "redis.forbidden";

/** Resolves to undefined where the user of the server may not run the command. For what the application can do without. */
export async function ignoreForbidden<Result>(response: Promise<Result>): Promise<Result | undefined> {
  try {
    return await response;
  } catch (error) {
    if (isForbiddenError(error)) return undefined;
    throw error;
  }
}

/** The error `redis.unreachable`. @param cause why the server cannot be reached, as far as that is known */
export const createUnreachableError = (place: string, cause?: unknown): AppError =>
  createError(UNREACHABLE_FAILURE, place, cause);

/** The error `redis.cluster`: the server is a node of a cluster although REDIS_CLUSTER is not set. */
export const createClusterNodeError = (place: string): AppError =>
  createError(CLUSTER_FAILURE, place, undefined);

/** The error `redis.not-configured`. */
export const createNotConfiguredError = (): AppError =>
  new AppError({
    code: "redis.not-configured",
    category: "unavailable",
    message: "No Redis server is named, so there is nothing to ask.",
    hint: "Set REDIS_URL, such as redis://127.0.0.1:6379.",
  });

function findFailure(error: Error): ServerFailure | undefined {
  const text = collectMessages(error);
  const code = "code" in error ? String(error.code) : "";
  const known = SERVER_FAILURES.find(({ pattern }) => pattern.test(text) || pattern.test(code));
  return known ?? (/^E[A-Z_]+$/.test(code) ? UNREACHABLE_FAILURE : undefined);
}

/** A transaction that was not run names its causes apart: the message itself says only that it was not. */
function collectMessages(error: Error): string {
  const { message } = error;
  const previous = "previousErrors" in error ? error.previousErrors : undefined;
  const causes = Array.isArray(previous) ? previous : [];
  return [...causes.flatMap((cause) => (cause instanceof Error ? cause.message : [])), message].join("\n");
}

function createError(failure: ServerFailure, place: string, cause: unknown): AppError {
  return new AppError({
    code: failure.code,
    category: "unavailable",
    message: failure.describe(place),
    hint: failure.hint,
    retryAfter: failure.isLasting ? LASTING_RETRY_SECONDS : RETRY_SECONDS,
    cause,
  });
}
