import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { memberOf, membershipOf } from "#app/components/backend/protection/member-of.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { invitationReport, organisationRole } from "#app/services/auth/organisations/report.ts";
import { emailAddress } from "#app/services/auth/users/new-user.ts";
import { about, done } from "./schemas.ts";

const params = z.object({ organisation: z.string(), invitation: z.string() });
const body = z.object({ email: emailAddress, role: organisationRole.default("member") });

/** The invitations that an organisation sends, for its admins. */
export const invitationRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { invitations } = services;
  app.addHook("preParsing", memberOf(services, "admin"));

  app.post(
    "",
    {
      schema: {
        ...about,
        summary: "Invites an address by mail; owners are invited by owners",
        body,
        response: { 201: invitationReport, ...problemResponses },
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
      await invitations.cancel(userId, organisation.id, request.params.invitation);
      return reply.code(204).send(null);
    },
  );
};
