import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { createClientSignal, problemResponses } from "../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { approvalList, confirmation, done, idParams, MAX_CHANGE_BODY_BYTES } from "./schemas.ts";

/** The calls of tools that wait for the caller. A model cannot reach these routes: no tool confirms. */
export const createApprovalRoutes =
  ({ service, getCaller, about }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "",
      {
        schema: {
          ...about,
          summary: "What models want to do and you have to confirm",
          response: { 200: approvalList, ...problemResponses },
        },
      },
      async (request) => {
        const waiting = await service.approvals(getCaller(request));
        return { approvals: waiting.map(({ owner: _owner, ...approval }) => approval) };
      },
    );

    app.post(
      "/:id/confirm",
      {
        bodyLimit: MAX_CHANGE_BODY_BYTES,
        schema: {
          ...about,
          summary: "Does what a model has asked for",
          params: idParams,
          response: { 200: confirmation, ...problemResponses },
        },
      },
      async (request, reply) => ({
        result: await service.confirm(getCaller(request), request.params.id, createClientSignal(reply)),
      }),
    );

    app.post(
      "/:id/refuse",
      {
        bodyLimit: MAX_CHANGE_BODY_BYTES,
        schema: {
          ...about,
          summary: "Drops what a model has asked for",
          params: idParams,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        await service.refuse(getCaller(request), request.params.id);
        return reply.code(204).send(null);
      },
    );
  };
