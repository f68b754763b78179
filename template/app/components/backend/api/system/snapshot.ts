import { problemResponses } from "@aegis-stack/runtime/http";
import { systemSnapshot, takeSnapshot } from "@aegis-stack/runtime/operations";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { WithServices } from "#app/components/backend/services.ts";

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
        response: { 200: systemSnapshot, ...problemResponses },
      },
    },
    () => takeSnapshot(health, metrics),
  );
};
