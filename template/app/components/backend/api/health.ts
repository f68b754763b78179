import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problems } from "#app/components/backend/errors/problem.ts";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { healthReport } from "#app/services/system/health/report.ts";

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
        response: { 200: healthReport, 503: healthReport, "4xx": problems["4xx"] },
      },
    },
    async (_request, reply) => {
      const report = await health.report();
      return reply.code(report.ready ? 200 : 503).send(report);
    },
  );
};
