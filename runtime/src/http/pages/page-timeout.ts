import type { FastifyReply } from "fastify";

/** How long a page is waited for. */
export interface PageTimeout {
  /** Aborts when the page is no longer needed: the time is over, or the client has left. */
  readonly signal: AbortSignal;
  /** Resolves at that moment, and never otherwise. */
  readonly over: Promise<null>;
}

/**
 * Waits for a page. A timer of its own keeps all of it alive: a loader that waits for a promise that never settles is
 * collected together with the listeners on the platform's signals, and the request would then never end.
 */
export function startPageTimeout({ raw }: FastifyReply, timeoutMs: number): PageTimeout {
  const controller = new AbortController();
  const { promise: over, resolve } = Promise.withResolvers<null>();
  const giveUp = (reason: DOMException) => {
    controller.abort(reason);
    resolve(null);
  };
  const timer = setTimeout(
    () => giveUp(new DOMException("The page took too long", "TimeoutError")),
    timeoutMs,
  );
  raw.once("close", () => {
    clearTimeout(timer);
    if (!raw.writableFinished) giveUp(new DOMException("The client has left", "AbortError"));
  });
  return { signal: controller.signal, over };
}
