import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problems } from "#app/components/backend/errors/problem.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { systemSnapshot, takeSnapshot } from "#app/services/system/snapshot.ts";

export const snapshotRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  const { health, metrics } = services;
  app.get(
    "/snapshot",
    {
      config: { quiet: true },
      schema: {
        security: [{ operators: [] }],
        tags: ["system"],
        summary: "The health report and the metrics of the last five minutes",
        response: { 200: systemSnapshot, ...problems },
      },
    },
    () => takeSnapshot(health, metrics),
  );
};
