import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../../http/index.ts";
import type { RouteContext } from "./context.ts";
import { about, done } from "./schemas.ts";

const params = z.object({ organisation: z.string(), member: z.string() });

/** The members of an organisation, for its admins. */
export const createMemberRoutes =
  ({ organisations, schemas, requireMember, membershipOf }: RouteContext): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook("preParsing", requireMember("admin"));

    app.patch(
      "/:member",
      {
        schema: {
          ...about,
          summary: "Gives a member another role; who is an owner, owners decide",
          params,
          body: schemas.roleBody,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { userId, organisation } = membershipOf(request);
        const { params, body } = request;
        await organisations.setMemberRole(userId, organisation.id, params.member, body.role);
        return reply.code(204).send(null);
      },
    );

    app.delete(
      "/:member",
      {
        schema: {
          ...about,
          summary: "Removes a member; only owners remove owners",
          params,
          response: { 204: done, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { userId, organisation } = membershipOf(request);
        await organisations.removeMember(userId, organisation.id, request.params.member);
        return reply.code(204).send(null);
      },
    );
  };
