import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { signedIn, userOf } from "#app/components/backend/protection/signed-in.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { organisationReport, organisationsReport } from "#app/services/auth/organisations/report.ts";
import { about, naming } from "./schemas.ts";

/** The organisations of whoever is signed in. */
export const ownOrganisationRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { organisations, invitations } = services;
  app.addHook("preParsing", signedIn(services.auth));

  app.get(
    "",
    {
      schema: {
        ...about,
        summary: "Your organisations, and invitations that you can accept",
        response: { 200: organisationsReport, ...problemResponses },
      },
    },
    async (request) => {
      const { id } = userOf(request);
      return { organisations: await organisations.list(id), invitations: await invitations.listFor(id) };
    },
  );

  app.post(
    "",
    {
      schema: {
        ...about,
        summary: "Makes an organisation that you own",
        body: naming,
        response: { 201: organisationReport, ...problemResponses },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await organisations.create(userOf(request).id, request.body.name)),
  );
};
