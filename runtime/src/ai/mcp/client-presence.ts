import type { FastifyReply } from "fastify";

/** Longer than a tool that a model waits for; the work of hours belongs to a worker. */
export const CALL_TIMEOUT_MS = 120_000;

/**
 * Returns a signal that aborts when the client has left, or when the response takes too long. The timer keeps the signal alive:
 * a platform's signal that only a promise refers to may be collected.
 */
export function watchClient({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException("The call took too long", "TimeoutError")),
    CALL_TIMEOUT_MS,
  );
  raw.once("close", () => {
    clearTimeout(timer);
    if (!raw.writableFinished) controller.abort(new DOMException("The client has left", "AbortError"));
  });
  return controller.signal;
}
