import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemResponses } from "../../http/index.ts";
import { type LogLevels, logLevel } from "../log-levels.ts";

const change = z.strictObject({ level: logLevel });
const changed = z.object({ level: logLevel, before: z.string() });

/** The level of the log of this process. */
export function createLogLevelRoutes(logLevels: Pick<LogLevels, "change">): FastifyPluginAsyncZod {
  return async (app) => {
    app.put(
      "/system/log-level",
      {
        config: { audit: { action: "log-level set", target: "level" } },
        schema: {
          security: [{ operators: [] }],
          tags: ["system"],
          summary: "Changes the level of this process's log until the process ends",
          body: change,
          response: { 200: changed, ...problemResponses },
        },
      },
      ({ body }) => logLevels.change(body.level),
    );
  };
}
