import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemResponses, respondWithEvents } from "../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { createEventStream } from "./event-stream.ts";
import { createOpenStreams, createRestartError } from "./open-streams.ts";
import { done, idParams, MAX_CHANGE_BODY_BYTES, streamResponse } from "./schemas.ts";

const RESTART_MESSAGE =
  "The server is being restarted. The answer is still being written; open the conversation again in a moment.";

/** The answers that workers write, below the conversations of the caller. Those of others respond as if they did not exist. */
export const createBackgroundRoutes =
  ({ service, getCaller, about, log }: RouteContext, draining: AbortSignal): FastifyPluginAsyncZod =>
  async (app) => {
    const open = createOpenStreams(app, RESTART_MESSAGE, draining);

    app.get(
      "/:id/stream",
      {
        config: { endless: true },
        // HEAD would read the whole stream, for a client that has its response already.
        exposeHeadRoute: false,
        schema: {
          ...about,
          summary: "Streams the answer that is being written in the background, from its beginning",
          params: idParams,
          response: {
            200: streamResponse,
            204: done.describe("None is being written."),
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        if (open.stopping.aborted) throw createRestartError();
        const stream = await service.followResponse(getCaller(request), request.params.id);
        if (stream === undefined) return reply.code(204).send(null);
        const chat = createEventStream(stream, (error) => log.error({ err: error }, "a stream broke off"));
        // The response begins at once, although its worker may not have begun.
        chat.events.push(": waiting for the worker\n\n");
        open.add(chat);
        reply.header("x-vercel-ai-ui-message-stream", "v1");
        return respondWithEvents(reply, chat.events);
      },
    );

    app.delete(
      "/:id/stream",
      {
        bodyLimit: MAX_CHANGE_BODY_BYTES,
        schema: {
          ...about,
          summary: "Stops the answer that is being written in the background",
          params: idParams,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        await service.cancelResponse(getCaller(request), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
