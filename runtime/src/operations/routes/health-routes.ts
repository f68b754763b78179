import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { type Health, healthReport } from "../../health/index.ts";
import { problemResponses } from "../../http/index.ts";

/** The whole health tree of the process. */
export function createHealthRoutes({
  health,
}: {
  readonly health: Pick<Health, "report">;
}): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/health",
      {
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
}
