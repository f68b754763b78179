import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { APPLICATION_ID_HEADER } from "../address/index.ts";
import { type Health, readiness } from "../health/index.ts";

const LIVENESS_BODY = JSON.stringify({ status: "alive" });

/** What the probes need of the health of the process. */
export type ProbeHealth = Pick<Health, "readiness">;

/** What the probes are created from. */
interface ProbeOptions {
  readonly health: ProbeHealth;
  readonly applicationId: string;
}

/**
 * What orchestrators request every few seconds. `live` depends on nothing: a process must not be restarted because another
 * one is down. `ready` says whether to send work. Neither reveals what is for operators alone.
 */
export const probeRoutes: FastifyPluginAsyncZod<ProbeOptions> = async (app, { health, applicationId }) => {
  // No client looks for the log lines of a single probe.
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
          [APPLICATION_ID_HEADER]: applicationId,
        })
        .send(LIVENESS_BODY),
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
      const state = await health.readiness();
      return reply
        .code(state.ready ? 200 : 503)
        .header("cache-control", "no-store")
        .send(state);
    },
  );
};
