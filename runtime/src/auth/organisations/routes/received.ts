import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { about, done } from "./schemas.ts";

const params = z.object({ invitation: z.string() });
const joined = z.object({ organisation: z.string() });

/** Invitations that were sent to the address of the user who is signed in. */
export const createReceivedRoutes =
  ({ invitations, schemas, requireUser, getUser }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook("preParsing", requireUser);

    app.get(
      "/:invitation",
      {
        schema: {
          ...about,
          summary: "An invitation that is for you",
          params,
          response: { 200: schemas.invitation, ...problemResponses },
        },
      },
      (request) => invitations.show(getUser(request).id, request.params.invitation),
    );

    app.post(
      "/:invitation/accept",
      {
        schema: {
          ...about,
          summary: "Joins the organisation; returns its id",
          params,
          response: { 200: joined, ...problemResponses },
        },
      },
      async (request) => ({
        organisation: await invitations.accept(getUser(request).id, request.params.invitation),
      }),
    );

    app.post(
      "/:invitation/decline",
      { schema: { ...about, summary: "Declines it", params, response: { 204: done, ...problemResponses } } },
      async (request, reply) => {
        await invitations.decline(getUser(request).id, request.params.invitation);
        return reply.code(204).send(null);
      },
    );
  };
