import type { FastifyInstance } from "fastify";
import { AppError } from "../../errors/index.ts";
import { endStreamsOnStop } from "../../http/index.ts";
import type { ChatEventStream } from "./event-stream.ts";

/** The streams that clients read. They end when the process begins to stop, and when the server closes. */
export interface OpenStreams {
  /** Aborts before the streams end: a response that has not begun must not begin. */
  readonly stopping: AbortSignal;
  /** Adds a stream until what it streams is stored. */
  add(stream: ChatEventStream): void;
}

/**
 * Creates the set of the streams of some routes.
 *
 * @param message the error that they end with
 * @param draining aborts when the process begins to stop
 */
export function createOpenStreams(app: FastifyInstance, message: string, draining: AbortSignal): OpenStreams {
  const open = new Set<ChatEventStream>();
  const stopping = new AbortController();
  if (draining.aborted) stopping.abort();
  endStreamsOnStop(app, draining, () => {
    stopping.abort();
    for (const stream of open) stream.interrupt(message);
  });
  // What came of each response is stored before the process closes its database.
  app.addHook("preClose", async () => {
    await Promise.all([...open].map(({ stored }) => stored));
  });
  return {
    stopping: stopping.signal,
    add(stream) {
      open.add(stream);
      void stream.stored.then(() => open.delete(stream));
      if (stopping.signal.aborted) stream.interrupt(message);
    },
  };
}

/** Before the first chunk; later it is an error within the stream. */
export const createRestartError = () =>
  new AppError({
    code: "ai.restarting",
    category: "unavailable",
    message: "The server is being restarted.",
    hint: "Ask again in a moment.",
    audience: "public",
    retryAfter: 1,
  });
