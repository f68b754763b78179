import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { APPLICATION_ID, APPLICATION_ID_HEADER } from "#app/core/application-id.ts";
import type { HealthService } from "#app/services/system/health/health-service.ts";
import { readiness } from "#app/services/system/health/report.ts";

const ALIVE = JSON.stringify({ status: "alive" });

/**
 * What orchestrators ask every few seconds. `live` touches nothing: a process is not to be restarted because
 * something else is down. `ready` says whether to send work. Neither tells what only operators may know.
 */
export const probeRoutes: FastifyPluginAsyncZod<{ health: HealthService }> = async (app, { health }) => {
  // No line of theirs is about a request that anybody would look for.
  app.setGenReqId(() => "probe");
  app.setChildLoggerFactory((logger) => logger);

  app.get(
    "/health/live",
    { config: { quiet: true }, schema: { tags: ["health"], summary: "Whether this process answers at all" } },
    (_request, reply) =>
      reply
        .headers({
          "content-type": "application/json; charset=utf-8",
          "cache-control": "no-store",
          [APPLICATION_ID_HEADER]: APPLICATION_ID,
        })
        .send(ALIVE),
  );

  app.get(
    "/health/ready",
    {
      config: { quiet: true },
      schema: {
        tags: ["health"],
        summary: "Whether to send it work; 503 with the reasons when not",
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const answer = await health.readiness();
      return reply
        .code(answer.ready ? 200 : 503)
        .header("cache-control", "no-store")
        .send(answer);
    },
  );
};
