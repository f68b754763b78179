import { createHttpServer, type HttpServer } from "@aegis-stack/runtime/http";
import { createLogLevels, createSystemFeed } from "@aegis-stack/runtime/operations";
import { runWithRequestId } from "@aegis-stack/runtime/queue"; // aegis:worker
import type { FastifyBaseLogger } from "fastify";
import { application } from "#app/application.ts";
import { cache } from "#app/core/cache.ts"; // aegis:cache
import { API_PREFIX, APP_NAME, APP_VERSION, APPLICATION_ID } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts"; // aegis:database
import { log as applicationLog } from "#app/core/log.ts";
import { operators } from "#app/core/operators.ts";
import { settings as applicationSettings, type Settings } from "#app/core/settings.ts";
import { audit, auth, invitations, organisations, users } from "#app/services/auth/index.ts"; // aegis:auth=org
// import { audit, auth, users } from "#app/services/auth/index.ts"; // aegis:auth=basic|auth=rbac
import { jobs } from "#app/services/jobs/index.ts"; // aegis:scheduler
import { outbox } from "#app/services/mail/index.ts"; // aegis:mail
import { loadTests, tasks } from "#app/services/tasks/index.ts"; // aegis:worker
import { healthRoutes } from "./api/health.ts";
import { apiRoutes } from "./api/index.ts";
import { overseer } from "./overseer.ts";
import { operatorsOnly } from "./protection/operators-only.ts";
import type { Services } from "./services.ts";

export interface ServerOptions extends Partial<Services> {
  settings?: Settings;
  log?: FastifyBaseLogger;
  /** After how many milliseconds a page of Overseer responds with 503. */
  pageTimeoutMs?: number;
}

/**
 * The server, not yet listening: the caller may add routes, which get everything that is set up here.
 * What is not given is the application's own.
 */
export async function createServer(options: ServerOptions = {}): Promise<HttpServer> {
  const { settings = applicationSettings, log = applicationLog, pageTimeoutMs } = options;
  const { health, metrics, phase } = application;
  const services: Services = {
    health,
    metrics,
    feed: createSystemFeed(health, metrics),
    operators,
    logLevels: createLogLevels(applicationLog),
    database, // aegis:database
    jobs, // aegis:scheduler
    tasks, // aegis:worker
    loadTests, // aegis:worker
    cache, // aegis:cache
    outbox, // aegis:mail
    auth, // aegis:auth
    users, // aegis:auth
    organisations, // aegis:auth=org
    invitations, // aegis:auth=org
    audit, // aegis:auth
    draining: phase.draining,
    ...options,
  };
  const app = await createHttpServer({
    name: APP_NAME,
    version: APP_VERSION,
    applicationId: APPLICATION_ID,
    settings,
    log,
    health: services.health,
    metrics: services.metrics.requests,
    requireOperator: operatorsOnly(services),
    sessionCookie: `${APP_NAME}.session_token`, // aegis:auth
    // #region aegis:worker
    // What a handler enqueues carries the id of its request.
    aroundHandler: ({ id }, _reply, done) => runWithRequestId(id, done),
    // #endregion aegis:worker
    api: async (api) => {
      await api.register(healthRoutes, { services });
      await api.register(apiRoutes, { services, prefix: API_PREFIX });
    },
  });
  await app.register(overseer(services, pageTimeoutMs));
  return app;
}
