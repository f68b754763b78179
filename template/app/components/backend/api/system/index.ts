import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { operatorsOnly } from "#app/components/backend/protection/operators-only.ts";
import type { WithServices } from "#app/components/backend/services.ts";
import { eventRoutes } from "./events.ts";
import { logLevelRoutes } from "./log-level.ts";
import { snapshotRoutes } from "./snapshot.ts";

/** What Overseer and the command line ask about the running system. For operators. */
export const systemRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  app.addHook("preParsing", operatorsOnly(services));
  await app.register(snapshotRoutes, { services });
  await app.register(eventRoutes, { services });
  await app.register(logLevelRoutes, { services });
};
