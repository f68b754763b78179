import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { about, done } from "./schemas.ts";

const params = z.object({ organisation: z.string(), invitation: z.string() });

/** The invitations that an organisation sends, for its admins. */
export const createInvitationRoutes =
  ({ invitations, schemas, requireMember, membershipOf }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook("preParsing", requireMember("admin"));

    app.post(
      "",
      {
        schema: {
          ...about,
          summary: "Invites an address by mail; owners are invited by owners",
          body: schemas.inviteBody,
          response: { 201: schemas.invitation, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { userId, organisation } = membershipOf(request);
        const { email, role } = request.body;
        return reply.code(201).send(await invitations.invite(userId, organisation.id, email, role));
      },
    );

    app.delete(
      "/:invitation",
      {
        schema: {
          ...about,
          summary: "Revokes an invitation",
          params,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { userId, organisation } = membershipOf(request);
        await invitations.revoke(userId, organisation.id, request.params.invitation);
        return reply.code(204).send(null);
      },
    );
  };
