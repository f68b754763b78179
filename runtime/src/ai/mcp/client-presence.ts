import type { FastifyReply } from "fastify";
import { createClientSignal } from "../../http/index.ts";

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
export function watchClient(reply: FastifyReply, timeoutMs: number): ClientPresence {
  const left = createClientSignal(reply);
  const over = new AbortController();
  const timer = setTimeout(
    () => over.abort(new DOMException("The call took too long", "TimeoutError")),
    timeoutMs,
  );
  reply.raw.once("close", () => clearTimeout(timer));
  left.addEventListener("abort", () => over.abort(left.reason));
  return { left, over: over.signal };
}
