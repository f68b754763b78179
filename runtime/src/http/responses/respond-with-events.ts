import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";

/** Sends a stream of server-sent events as the response. */
export const respondWithEvents = (reply: FastifyReply, stream: Readable): FastifyReply =>
  reply
    .type("text/event-stream")
    .header("cache-control", "no-store")
    .header("x-accel-buffering", "no")
    // No other request comes over a connection whose stream has ended.
    .header("connection", "close")
    .send(stream);

/**
 * Calls `end` once the process begins to stop, and when the server closes: a stream has no end of its own that is near, and a
 * server that stops waits for every response.
 */
export function endStreamsOnStop(app: FastifyInstance, draining: AbortSignal, end: () => void): void {
  draining.addEventListener("abort", end, { once: true });
  app.addHook("preClose", async () => {
    draining.removeEventListener("abort", end);
    end();
  });
}
