import { AppError } from "@aegis-stack/runtime/errors";
import { createPatience } from "./patience.ts";
import type { QueueServer } from "./server.ts";

/** How long anybody waits for the queue's server, in milliseconds. */
export const PATIENCE = 900;

/** After how many seconds it is worth trying again. */
const RETRY_AFTER = 5;

export const unavailable = (place: string, cause?: unknown) =>
  new AppError({
    code: "queue.unavailable",
    kind: "unavailable",
    what: `The queue at ${place} does not answer, so no task can be enqueued or looked at.`,
    todo: "Try again in a moment. If it persists, check that its server is running and can be reached.",
    retryAfter: RETRY_AFTER,
    cause,
  });

const inTheEnd = createPatience();

/** The same work, given up after a while. What it does later than that is nobody's any more. */
export function within<Result>(
  work: Promise<Result>,
  { place, explain }: Pick<QueueServer, "place" | "explain">,
  patience: number,
): Promise<Result> {
  // By hand: every task that is enqueued passes here, and a race of promises costs as much as all the rest.
  return new Promise((resolve, reject) => {
    const done = inTheEnd(() => reject(unavailable(place)), patience);
    work.then(
      (result) => {
        done();
        resolve(result);
      },
      (error: unknown) => {
        done();
        reject(explain(error));
      },
    );
  });
}

/** Codes of sockets, and of a PostgreSQL server that starts, stops or has no connection left. */
const CODES = /^(E[A-Z]+|57P0[1-5]|08\w{3}|53300)$/;

/** What clients say of a connection that is not there, where they give no code. */
const WORDS =
  /isn't writeable|Connection is closed|Connection terminated|connection timeout|timeout exceeded|timeout expired|read timeout|timed out|max retries per request|LOADING|server closed the connection/i;

/** Whether the server was not reached, rather than reached and against it. */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  if ("code" in error && typeof error.code === "string" && CODES.test(error.code)) return true;
  return WORDS.test(error.message);
}
