import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { auditTrail } from "#app/components/backend/protection/audit-trail.ts"; // aegis:auth
import type { WithServices } from "#app/components/backend/services.ts";
import { accountRoutes } from "./account/index.ts"; // aegis:auth
import { auditRoutes } from "./audit/index.ts"; // aegis:auth
import { authRoutes } from "./auth/index.ts"; // aegis:auth
import { cacheRoutes } from "./cache/index.ts"; // aegis:cache
import { databaseRoutes } from "./database/index.ts"; // aegis:database
import { jobRoutes } from "./jobs/index.ts"; // aegis:scheduler
import { mailRoutes } from "./mail/index.ts"; // aegis:mail
import { organisationRoutes } from "./organisations/index.ts"; // aegis:auth=org
import { queueRoutes } from "./queues/index.ts"; // aegis:worker
import { systemRoutes } from "./system/index.ts";
import { taskRoutes } from "./tasks/index.ts"; // aegis:worker
import { userRoutes } from "./users/index.ts"; // aegis:auth

/** The routes below API_PREFIX, one line for each service. */
export const apiRoutes: FastifyPluginAsyncZod<WithServices> = async (app, { services }) => {
  app.addHook("onSend", auditTrail(services)); // aegis:auth
  await app.register(systemRoutes, { services, prefix: "/system" });
  await app.register(databaseRoutes, { services, prefix: "/database" }); // aegis:database
  await app.register(jobRoutes, { services, prefix: "/jobs" }); // aegis:scheduler
  await app.register(taskRoutes, { services, prefix: "/tasks" }); // aegis:worker
  await app.register(queueRoutes, { services, prefix: "/queues" }); // aegis:worker
  await app.register(cacheRoutes, { services, prefix: "/cache" }); // aegis:cache
  await app.register(mailRoutes, { services, prefix: "/mail" }); // aegis:mail
  await app.register(authRoutes, { services, prefix: "/auth" }); // aegis:auth
  await app.register(accountRoutes, { services, prefix: "/account" }); // aegis:auth
  await app.register(organisationRoutes, { services, prefix: "/organisations" }); // aegis:auth=org
  await app.register(userRoutes, { services, prefix: "/users" }); // aegis:auth
  await app.register(auditRoutes, { services, prefix: "/audit" }); // aegis:auth
};
