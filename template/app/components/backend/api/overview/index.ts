import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { overview, overviewReport } from "#app/services/overview/overview-service.ts";

/** What the application is made of, for everyone. */
export const overviewRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    "",
    {
      schema: {
        tags: ["overview"],
        summary: "What this application is made of",
        response: { 200: overviewReport, ...problemResponses },
      },
    },
    () => overview.describe(),
  );
};
