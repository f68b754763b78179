import type { FastifyReply } from "fastify";

/**
 * Creates a signal that aborts when the client leaves before its response is complete. Fastify's own `request.signal` aborts as soon as
 * the body of a request has been read, since Node.js closes the request then.
 */
export function createClientSignal({ raw }: Pick<FastifyReply, "raw">): AbortSignal {
  const leaving = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) leaving.abort();
  });
  return leaving.signal;
}
