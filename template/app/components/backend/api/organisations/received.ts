import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { signedIn, userOf } from "#app/components/backend/protection/signed-in.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { invitationReport } from "#app/services/auth/organisations/report.ts";
import { about, done } from "./schemas.ts";

const params = z.object({ invitation: z.string() });
const joined = z.object({ organisation: z.string() });

/** Invitations that were sent to the address of whoever is signed in. */
export const receivedRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { invitations } = services;
  app.addHook("preParsing", signedIn(services.auth));

  app.get(
    "/:invitation",
    {
      schema: {
        ...about,
        summary: "An invitation that is for you",
        params,
        response: { 200: invitationReport, ...problemResponses },
      },
    },
    (request) => invitations.show(userOf(request).id, request.params.invitation),
  );

  app.post(
    "/:invitation/accept",
    {
      schema: {
        ...about,
        summary: "Joins the organisation; answers its id",
        params,
        response: { 200: joined, ...problemResponses },
      },
    },
    async (request) => ({
      organisation: await invitations.accept(userOf(request).id, request.params.invitation),
    }),
  );

  app.post(
    "/:invitation/decline",
    { schema: { ...about, summary: "Declines it", params, response: { 204: done, ...problemResponses } } },
    async (request, reply) => {
      await invitations.decline(userOf(request).id, request.params.invitation);
      return reply.code(204).send(null);
    },
  );
};
