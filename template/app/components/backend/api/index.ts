import { createOrganisationRoutes } from "@aegis-stack/runtime/auth/organisations";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { application } from "#app/application.ts"; // aegis:ai
import type { WithServices } from "#app/components/backend/services.ts";
import { ai } from "#app/services/ai/index.ts";
import { accountRoutes } from "./account/index.ts";
import { overviewRoutes } from "./overview/index.ts";

/** The routes below API_PREFIX, one line for each service. */
// #region aegis:auth
export const apiRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  await app.register(overviewRoutes, { prefix: "/overview" });
  await app.register(ai.routes, { prefix: "/ai", draining: application.phase.draining }); // aegis:ai
  await app.register(services.auth.routes, { prefix: "/auth" });
  await app.register(accountRoutes, { services, prefix: "/account" });
  await app.register(createOrganisationRoutes(services), { prefix: "/organisations" }); // aegis:auth=org
};
// #else
// export const apiRoutes: FastifyPluginAsyncZod = async (app) => {
//   await app.register(overviewRoutes, { prefix: "/overview" });
//   await app.register(ai.routes, { prefix: "/ai", draining: application.phase.draining }); // aegis:ai
// };
// #endregion
