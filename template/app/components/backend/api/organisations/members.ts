import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { memberOf, membershipOf } from "#app/components/backend/protection/member-of.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { organisationRole } from "#app/services/auth/organisations/report.ts";
import { about, done } from "./schemas.ts";

const params = z.object({ organisation: z.string(), member: z.string() });
const body = z.object({ role: organisationRole });

/** Who is in an organisation, for its admins. */
export const memberRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { organisations } = services;
  app.addHook("preParsing", memberOf(services, "admin"));

  app.patch(
    "/:member",
    {
      schema: {
        ...about,
        summary: "Gives a member another role; who is an owner, owners decide",
        params,
        body,
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
