import type { FastifyReply } from "fastify";

/** How long a page is waited for. */
export interface Patience {
  /** Aborts when the page is given up: the time is over, or the client has left. */
  signal: AbortSignal;
  /** Resolves at that moment, and else never. */
  over: Promise<null>;
}

/**
 * Waits for a page. A timer of its own holds all of it: a loader that waits for a promise which nobody keeps is
 * collected together with whatever listens on the platform's signals, and the request would then wait for ever.
 *
 * @param timeout milliseconds
 */
export function waitForPage({ raw }: FastifyReply, timeout: number): Patience {
  const controller = new AbortController();
  const { promise: over, resolve } = Promise.withResolvers<null>();
  const giveUp = (reason: DOMException) => {
    controller.abort(reason);
    resolve(null);
  };
  const timer = setTimeout(() => giveUp(new DOMException("The page took too long", "TimeoutError")), timeout);
  raw.once("close", () => {
    clearTimeout(timer);
    if (!raw.writableFinished) giveUp(new DOMException("The client has left", "AbortError"));
  });
  return { signal: controller.signal, over };
}
