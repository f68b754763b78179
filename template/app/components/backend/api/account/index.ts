import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { signedIn, userOf } from "#app/components/backend/protection/signed-in.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { sessionUser } from "#app/services/auth/session.ts";

/** What whoever is signed in may know and do about their own account. */
export const accountRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  app.addHook("preParsing", signedIn(services.auth));

  app.get(
    "",
    {
      schema: {
        security: [{ session: [] }],
        tags: ["account"],
        summary: "Who is signed in",
        response: { 200: sessionUser, ...problemResponses },
      },
    },
    userOf,
  );
};
