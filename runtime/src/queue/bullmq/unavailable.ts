import { AppError } from "../../errors/index.ts";
import type { QueueServer } from "./queue-server.ts";
import { createTimeouts } from "./timeouts.ts";

/** How long a caller waits for the queue's server. */
export const RESPONSE_TIMEOUT_MS = 900;

/** How long a caller should wait before it tries again. */
const RETRY_AFTER_SECONDS = 5;

/** The error for a server that does not respond. */
export const unavailable = (place: string, cause?: unknown): AppError =>
  new AppError({
    code: "queue.unavailable",
    category: "unavailable",
    message: `The queue at ${place} does not answer, so no task can be enqueued or looked at.`,
    hint: "Try again in a moment. If it persists, check that its server is running and can be reached.",
    retryAfter: RETRY_AFTER_SECONDS,
    cause,
  });

const startTimeout = createTimeouts();

/** Rejects with `queue.unavailable` when the work takes longer than `timeoutMs`; its later outcome is ignored. */
export function withTimeout<Result>(
  work: Promise<Result>,
  { place, explain }: Pick<QueueServer, "place" | "explain">,
  timeoutMs: number,
): Promise<Result> {
  // Every task that is enqueued passes here, and a race of promises would cost as much as all the rest.
  return new Promise((resolve, reject) => {
    const cancel = startTimeout(() => reject(unavailable(place)), timeoutMs);
    work.then(
      (result) => {
        cancel();
        resolve(result);
      },
      (error: unknown) => {
        cancel();
        reject(explain(error));
      },
    );
  });
}

/** Codes of sockets, and of a PostgreSQL server that starts, stops or has no connection left. */
const CONNECTION_ERROR_CODES = /^(E[A-Z]+|57P0[1-5]|08\w{3}|53300)$/;

/** What clients say about a missing connection without a code. */
const CONNECTION_ERROR_MESSAGES =
  /isn't writeable|Connection is closed|Connection terminated|connection timeout|timeout exceeded|timeout expired|read timeout|timed out|max retries per request|LOADING|server closed the connection/i;

/** Whether the server was not reached, as opposed to having refused. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  if ("code" in error && typeof error.code === "string" && CONNECTION_ERROR_CODES.test(error.code))
    return true;
  return CONNECTION_ERROR_MESSAGES.test(error.message);
}
