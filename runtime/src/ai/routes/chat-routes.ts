import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../../errors/index.ts";
import {
  createClientSignal,
  endStreamsOnStop,
  problemResponses,
  respondWithEvents,
} from "../../http/index.ts";
import type { ChatRequest } from "../chat/chat-service.ts";
import { createUnknownModelError } from "../errors.ts";
import type { RouteContext } from "./context.ts";
import { type ChatEventStream, createEventStream } from "./event-stream.ts";
import { chatBody, chatResponse, MAX_CHAT_BODY_BYTES, toMessageBody } from "./schemas.ts";
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
    const open = new Set<ChatEventStream>();
    const stopping = new AbortController();
    if (draining.aborted) stopping.abort();
    endStreamsOnStop(app, draining, () => {
      // First: a response that has not begun must not begin.
      stopping.abort();
      for (const stream of open) stream.interrupt(RESTART_MESSAGE);
    });
    // What came of each response is stored before the process closes its database.
    app.addHook("preClose", async () => {
      await Promise.all([...open].map(({ stored }) => stored));
    });
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
          summary: "Asks a model, and streams its answer",
          body: chatBody,
          response: {
            200: {
              description:
                "Server-sent events in the UI message protocol of the AI SDK. `data-conversation` follows the first one.",
              content: { "text/event-stream": { schema: z.string() } },
            },
            ...problemResponses,
          },
        },
      },
      async (request, reply) => {
        // A connection that is quiet is closed otherwise, while the model has not said anything.
        request.raw.setTimeout(timeoutMs);
        const chatRequest = toChatRequest(request, reply, request.body);
        const signal = AbortSignal.any([chatRequest.signal, stopping.signal]);
        const stream = await service.stream({ ...chatRequest, signal }).catch((error: unknown) => {
          throw stopping.signal.aborted ? createRestartError() : error;
        });
        const chat = createEventStream(stream, (error) => log.error({ err: error }, "a stream broke off"));
        open.add(chat);
        void chat.stored.then(() => open.delete(chat));
        if (stopping.signal.aborted) chat.interrupt(RESTART_MESSAGE);
        reply.header("x-vercel-ai-ui-message-stream", "v1");
        return respondWithEvents(reply, chat.events);
      },
    );
  };

/** Before the first chunk; later it is an error within the stream. */
const createRestartError = () =>
  new AppError({
    code: "ai.restarting",
    category: "unavailable",
    message: "The server is being restarted.",
    hint: "Ask again in a moment.",
    audience: "public",
    retryAfter: 1,
  });
