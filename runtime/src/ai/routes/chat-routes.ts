import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { z } from "zod";
import { createClientSignal, problemResponses, respondWithEvents } from "../../http/index.ts";
import type { ChatRequest } from "../chat/chat-service.ts";
import { createUnknownModelError } from "../errors.ts";
import type { RouteContext } from "./context.ts";
import { createEventStream } from "./event-stream.ts";
import { createOpenStreams, createRestartError } from "./open-streams.ts";
import {
  chatBody,
  chatResponse,
  MAX_CHAT_BODY_BYTES,
  startedResponse,
  streamBody,
  streamResponse,
  toMessageBody,
} from "./schemas.ts";
import { createVisitorLimit } from "./visitor-limit.ts";

/** The server gives an answer up a little later than the service does, whose error says why. */
const TIMEOUT_MARGIN_MS = 10_000;

const RESTART_MESSAGE =
  "The server is being restarted. What came of the answer is kept; ask again in a moment.";

/** The routes that ask a model: one with the whole response, one that streams it. */
export const createChatRoutes =
  (
    { service, getCaller, about, hasAccounts, chatTimeoutMs, visitorRequests, log }: RouteContext,
    draining: AbortSignal,
  ): FastifyPluginAsyncZod =>
  async (app) => {
    const open = createOpenStreams(app, RESTART_MESSAGE, draining);
    const onRequest = hasAccounts ? [] : [createVisitorLimit(app, visitorRequests)];
    const timeoutMs = chatTimeoutMs + TIMEOUT_MARGIN_MS;

    function toChatRequest(
      request: FastifyRequest,
      reply: FastifyReply,
      body: z.output<typeof chatBody>,
    ): ChatRequest & { readonly signal: AbortSignal } {
      requireOfferedModel(body.model);
      return { ...body, caller: getCaller(request), signal: createClientSignal(reply) };
    }

    /** Others may be far more expensive: they are for commands and for the application's own code. */
    function requireOfferedModel(model: string | undefined): void {
      const names = service.models().map(({ name }) => name);
      if (model !== undefined && !names.includes(model)) throw createUnknownModelError(model, names);
    }

    app.post(
      "/chat",
      {
        bodyLimit: MAX_CHAT_BODY_BYTES,
        handlerTimeout: timeoutMs,
        onRequest,
        schema: {
          ...about,
          summary: "Asks a model, and responds when its answer is whole",
          body: chatBody,
          response: { 200: chatResponse, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { message, ...response } = await service.chat(toChatRequest(request, reply, request.body));
        return { ...response, message: toMessageBody(message) };
      },
    );

    app.post(
      "/stream",
      {
        bodyLimit: MAX_CHAT_BODY_BYTES,
        config: { endless: true },
        onRequest,
        schema: {
          ...about,
          summary: "Asks a model, and streams its answer or has a worker write it",
          body: streamBody,
          response: { 200: streamResponse, 202: startedResponse, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { background = false, ...body } = request.body;
        if (background) {
          requireOfferedModel(body.model);
          const started = await service.startInBackground({ ...body, caller: getCaller(request) });
          return reply.code(202).send(started);
        }
        // A connection that is quiet is closed otherwise, while the model has not said anything.
        request.raw.setTimeout(timeoutMs);
        const chatRequest = toChatRequest(request, reply, body);
        const signal = AbortSignal.any([chatRequest.signal, open.stopping]);
        const stream = await service.stream({ ...chatRequest, signal }).catch((error: unknown) => {
          throw open.stopping.aborted ? createRestartError() : error;
        });
        const chat = createEventStream(stream, (error) => log.error({ err: error }, "a stream broke off"));
        open.add(chat);
        reply.header("x-vercel-ai-ui-message-stream", "v1");
        return respondWithEvents(reply, chat.events);
      },
    );
  };
