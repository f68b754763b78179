import { createSessionUserSchema } from "@aegis-stack/runtime/auth";
import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { WithServices } from "#app/components/backend/services.ts";

/** What users who are signed in may know and do about their own account. */
export const accountRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { auth } = services;
  app.addHook("preParsing", auth.requireUser());

  app.get(
    "",
    {
      schema: {
        security: [{ session: [] }],
        tags: ["account"],
        summary: "Who is signed in",
        response: { 200: createSessionUserSchema(auth.roles), ...problemResponses },
      },
    },
    (request) => auth.getUser(request),
  );
};
