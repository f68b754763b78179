import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemResponses } from "../../http/index.ts";
import type { RouteContext } from "./context.ts";
import {
  conversationDetails,
  conversationList,
  done,
  idParams,
  MAX_CHANGE_BODY_BYTES,
  titleBody,
  toMessageBody,
} from "./schemas.ts";

/** The conversations of the caller. Those of others respond as if they did not exist. */
export const createConversationRoutes =
  ({ service, getCaller, about }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "",
      {
        schema: {
          ...about,
          summary: "Your conversations, the newest first",
          response: { 200: conversationList, ...problemResponses },
        },
      },
      async (request) => ({ conversations: [...(await service.conversations(getCaller(request)))] }),
    );

    app.get(
      "/:id",
      {
        schema: {
          ...about,
          summary: "A conversation with its messages, the oldest first",
          params: idParams,
          response: { 200: conversationDetails, ...problemResponses },
        },
      },
      async (request) => {
        const { messages, ...summary } = await service.conversation(getCaller(request), request.params.id);
        return { ...summary, messages: messages.map(toMessageBody) };
      },
    );

    app.patch(
      "/:id",
      {
        bodyLimit: MAX_CHANGE_BODY_BYTES,
        schema: {
          ...about,
          summary: "Renames a conversation",
          params: idParams,
          body: titleBody,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        await service.renameConversation(getCaller(request), request.params.id, request.body.title);
        return reply.code(204).send(null);
      },
    );

    app.delete(
      "/:id",
      {
        bodyLimit: MAX_CHANGE_BODY_BYTES,
        schema: {
          ...about,
          summary: "Deletes a conversation with its messages",
          params: idParams,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        await service.deleteConversation(getCaller(request), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
