import type { FastifyReply } from "fastify";

/** Whether the response to a request is still needed. */
export interface ClientPresence {
  /** Aborts when the client has left. */
  readonly left: AbortSignal;
  /** Aborts then, and when the time is over: the client is still there, and learns that. */
  readonly over: AbortSignal;
}

/**
 * Watches the client of a request. The timer keeps the signals alive: a platform's signal that only a promise refers to may be
 * collected.
 */
export function watchClient({ raw }: FastifyReply, timeoutMs: number): ClientPresence {
  const left = new AbortController();
  const over = new AbortController();
  const timer = setTimeout(
    () => over.abort(new DOMException("The call took too long", "TimeoutError")),
    timeoutMs,
  );
  raw.once("close", () => {
    clearTimeout(timer);
    if (raw.writableFinished) return;
    const reason = new DOMException("The client has left", "AbortError");
    left.abort(reason);
    over.abort(reason);
  });
  return { left: left.signal, over: over.signal };
}
