import { problemResponses } from "@aegis-stack/runtime/http";
import { logLevel } from "@aegis-stack/runtime/operations";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { WithServices } from "#app/components/backend/services.ts";

const change = z.strictObject({ level: logLevel });
const changed = z.object({ level: logLevel, before: z.string() });

export const logLevelRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  app.put(
    "/log-level",
    {
      config: { audit: { action: "log-level set", target: "level" } }, // aegis:auth
      schema: {
        security: [{ operators: [] }],
        tags: ["system"],
        summary: "Turns the log of this process up or down until it ends",
        body: change,
        response: { 200: changed, ...problemResponses },
      },
    },
    ({ body }) => services.logLevels.change(body.level),
  );
};
