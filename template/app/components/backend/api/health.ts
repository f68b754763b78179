import { healthReport } from "@aegis-stack/runtime/health";
import { problemResponses } from "@aegis-stack/runtime/http";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";

export const healthRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { health } = services;
  app.get(
    "/health",
    {
      preParsing: operatorsOnly(services),
      config: { quiet: true },
      schema: {
        security: [{ operators: [] }],
        tags: ["health"],
        summary: "The health of everything this process depends on; 503 when it is not ready",
        response: { 200: healthReport, 503: healthReport, "4xx": problemResponses["4xx"] },
      },
    },
    async (_request, reply) => {
      const report = await health.report();
      return reply.code(report.ready ? 200 : 503).send(report);
    },
  );
};
