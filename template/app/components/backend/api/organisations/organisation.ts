import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { memberOf, membershipOf } from "#app/components/backend/protection/member-of.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { wholeOrganisation } from "#app/services/auth/organisations/report.ts";
import { about, done, naming } from "./schemas.ts";

/** One organisation, for those who are in it. */
export const oneOrganisationRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { organisations } = services;
  app.addHook("preParsing", memberOf(services));

  app.get(
    "",
    {
      schema: {
        ...about,
        summary: "An organisation with its members, for admins with its open invitations",
        response: { 200: wholeOrganisation, ...problemResponses },
      },
    },
    (request) => {
      const { userId, organisation } = membershipOf(request);
      return organisations.show(userId, organisation.id);
    },
  );

  app.patch(
    "",
    {
      schema: {
        ...about,
        summary: "Renames it; for admins",
        body: naming,
        response: { 204: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { userId, organisation } = membershipOf(request);
      await organisations.rename(userId, organisation.id, request.body.name);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    "",
    {
      schema: {
        ...about,
        summary: "Deletes it with its memberships and invitations; for owners",
        response: { 204: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { userId, organisation } = membershipOf(request);
      await organisations.delete(userId, organisation.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/leave",
    {
      schema: {
        ...about,
        summary: "Leaves it; the last owner cannot",
        response: { 204: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { userId, organisation } = membershipOf(request);
      await organisations.leave(userId, organisation.id);
      return reply.code(204).send(null);
    },
  );
};
