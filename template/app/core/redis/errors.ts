import { AppError } from "@aegis-stack/runtime/errors";
import { CLUSTER, TROUBLES, type Trouble, UNREACHABLE } from "./troubles.ts";

/**
 * Turns an error of the driver into one that says which trouble the server has.
 *
 * @param place host, port and number of the database, without a password
 * @returns the error as it is when it speaks of a command rather than of the server
 */
export function explained(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const trouble = troubleOf(error);
  return trouble ? troubled(trouble, place, error) : error;
}

/** Whether trying again cannot help before somebody has changed the server or the settings. */
export const isLasting = (error: unknown): boolean =>
  error instanceof Error && troubleOf(error)?.isLasting === true;

/** Whether the server does not permit a command to its user. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof Error && troubleOf(error)?.code === "redis.forbidden";

/** @param cause why it cannot be reached, as far as that is known */
export const unreachable = (place: string, cause?: unknown) => troubled(UNREACHABLE, place, cause);

export const clusterNode = (place: string) => troubled(CLUSTER, place, undefined);

export const notConfigured = () =>
  new AppError({
    code: "redis.not-configured",
    kind: "unavailable",
    what: "No Redis server is named, so there is nothing to ask.",
    todo: "Set REDIS_URL, such as redis://127.0.0.1:6379.",
  });

function troubleOf(error: Error): Trouble | undefined {
  const text = messagesOf(error);
  const code = "code" in error ? String(error.code) : "";
  const known = TROUBLES.find(({ says }) => says.test(text) || says.test(code));
  return known ?? (/^E[A-Z_]+$/.test(code) ? UNREACHABLE : undefined);
}

/** A transaction that was not run names its causes apart: the message itself says only that it was not. */
function messagesOf(error: Error): string {
  const { message } = error;
  const previous = "previousErrors" in error ? error.previousErrors : undefined;
  const causes = Array.isArray(previous) ? previous : [];
  return [...causes.flatMap((cause) => (cause instanceof Error ? cause.message : [])), message].join("\n");
}

function troubled(
  { code, what, todo, isLasting: lasting }: Trouble,
  place: string,
  cause: unknown,
): AppError {
  return new AppError({
    code,
    kind: "unavailable",
    what: what(place),
    todo,
    retryAfter: lasting ? LASTING_RETRY_SECONDS : RETRY_SECONDS,
    cause,
  });
}

/** After how many seconds a caller may try again: the client has tried several times by then. */
const RETRY_SECONDS = 5;

/** The same where somebody has to act first. */
const LASTING_RETRY_SECONDS = 30;
