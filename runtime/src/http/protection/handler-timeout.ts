import { IncomingMessage } from "node:http";
import { errorCodes, type FastifyReply, type FastifyRequest } from "fastify";
import { CONNECTION_TIMEOUT_MS } from "./connection-limits.ts";

/** Their body ends together with their headers. */
const METHODS_WITHOUT_BODY = new Set(["GET", "HEAD"]);

/** A connection without any data stays open a little longer than its response may take. */
const CONNECTION_MARGIN_MS = 5_000;

/**
 * A hook for `onRequest` that gives a response up with 503 when the `handlerTimeout` of its route is over, and keeps the connection open until
 * then. Fastify's own timer ends when the request closes, which Node.js does as soon as its body has been read: it limits requests without a
 * body alone.
 */
export function limitHandlerTime(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { handlerTimeout = 0, url } = request.routeOptions;
  if (handlerTimeout > 0 && !METHODS_WITHOUT_BODY.has(request.method)) {
    const timer = setTimeout(() => giveUp(reply, handlerTimeout, url), handlerTimeout);
    reply.raw.once("close", () => clearTimeout(timer));
  }
  const connectionTimeoutMs = handlerTimeout + CONNECTION_MARGIN_MS;
  // A request that is injected in a test has no connection.
  if (connectionTimeoutMs > CONNECTION_TIMEOUT_MS && request.raw instanceof IncomingMessage)
    request.raw.setTimeout(connectionTimeoutMs);
  done();
}

function giveUp(reply: FastifyReply, timeoutMs: number, url: string | undefined): void {
  if (reply.sent) return;
  const error = new errorCodes.FST_ERR_HANDLER_TIMEOUT(timeoutMs, url);
  if (reply.raw.headersSent) reply.raw.destroy(error);
  else void reply.send(error);
}
