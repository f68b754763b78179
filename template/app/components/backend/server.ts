import type { IncomingMessage, ServerResponse } from "node:http";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from "fastify";
import { validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { cache } from "#app/core/cache/index.ts"; // aegis:cache
import { API_PREFIX } from "#app/core/constants.ts";
import { draining } from "#app/core/lifecycle/phase.ts";
import { log as applicationLog } from "#app/core/log.ts";
import { takeJson } from "#app/core/request-bodies.ts";
import { settings as applicationSettings } from "#app/core/settings/index.ts";
import type { Settings } from "#app/core/settings/schema.ts";
import { audit, auth, invitations, organisations, users } from "#app/services/auth/index.ts"; // aegis:auth=org
// import { audit, auth, users } from "#app/services/auth/index.ts"; // aegis:auth=basic|auth=rbac
import { database } from "#app/services/database/index.ts"; // aegis:database
import { jobs } from "#app/services/jobs/index.ts"; // aegis:scheduler
import { loadTests } from "#app/services/load-test/index.ts"; // aegis:worker
import { outbox } from "#app/services/mail/index.ts"; // aegis:mail
import { systemFeed } from "#app/services/system/feed/index.ts";
import { health } from "#app/services/system/health/index.ts";
import { logLevels } from "#app/services/system/log-level/index.ts";
import { metrics } from "#app/services/system/metrics/index.ts";
import { operators } from "#app/services/system/operators/index.ts";
import { tasks } from "#app/services/tasks/index.ts"; // aegis:worker
import { answerSerializer } from "./answers/serializer.ts";
import { healthRoutes } from "./api/health.ts";
import { apiRoutes } from "./api/index.ts";
import { probeRoutes } from "./api/probes.ts";
import { answerError } from "./errors/answer-error.ts";
import { RouteTable } from "./errors/route-table.ts";
import { answerUnknownPaths } from "./errors/unknown-path.ts";
import { answerUnreadable } from "./errors/unreadable.ts";
import { allowOrigins } from "./protection/cors.ts";
import { everyRoute } from "./protection/every-route.ts";
import { requireKnownHost } from "./protection/known-hosts.ts";
import { connectionLimits } from "./protection/limits.ts";
import { rateLimitOptions } from "./protection/rate-limit.ts";
import { limitRequests } from "./protection/request-limits.ts";
import { securityHeaders } from "./protection/security-headers.ts";
import { trustedProxies } from "./protection/trusted-proxies.ts";
import { openapi } from "./reference/openapi.ts";
import { referenceRoutes } from "./reference/routes.ts";
import { requestIdOf } from "./requests/request-id.ts";
import { RequestLog } from "./requests/request-log.ts";
import type { Services } from "./services.ts";

/** How long a part of the server may take to start, in milliseconds. */
const PLUGIN_TIMEOUT = 120_000;

export interface ServerOptions extends Partial<Services> {
  settings?: Settings;
  log?: FastifyBaseLogger;
}

export type Server = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * The server, not yet listening: the caller may add routes, which get everything that is set up here.
 * What is not given is the application's own.
 */
export async function createServer(options: ServerOptions = {}): Promise<Server> {
  const { settings = applicationSettings, log = applicationLog } = options;
  const services: Services = {
    health,
    metrics,
    feed: systemFeed,
    operators,
    logLevels,
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
    draining,
    ...options,
  };
  const app: Server = fastify({
    loggerInstance: log,
    logController: new RequestLog(),
    // Straight from the log, not from the copy that Fastify keeps: its level can change while the server runs.
    childLoggerFactory: (_logger, bindings, childOptions) => log.child(bindings, childOptions),
    genReqId: requestIdOf,
    trustProxy: trustedProxies(settings.TRUST_PROXY),
    ...connectionLimits(settings),
    // Pages from source start a compiler, which takes its time on a busy machine.
    pluginTimeout: PLUGIN_TIMEOUT,
    // What arrives on an open connection while stopping is answered like any other request.
    return503OnClosing: false,
    frameworkErrors: answerError,
    clientErrorHandler: answerUnreadable,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(answerSerializer(settings.NODE_ENV));
  app.setErrorHandler(answerError);

  limitRequests(app);
  requireKnownHost(app, settings);
  takeJson(app);
  const routes = new RouteTable();
  app.addHook("onRoute", routes.note);
  await app.register(swagger, openapi);

  // First: whatever every route gets from here on, the probes do without.
  await app.register(probeRoutes, { health: services.health });

  const secure = securityHeaders(app, settings.NODE_ENV);
  const mark = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    reply.header("x-request-id", request.id);
    // Unless an answer says otherwise: most are about who asks, or about this moment.
    reply.header("cache-control", "no-store");
    secure(reply);
    done();
  };
  const measure = (_request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    services.metrics.requests.record(reply.elapsedTime);
    done();
  };
  everyRoute(app, { onRequest: mark, onResponse: measure });
  await app.register(rateLimit, rateLimitOptions(settings.RATE_LIMIT));
  answerUnknownPaths(app, routes, mark);

  await app.register(referenceRoutes, { services });
  await app.register(async (api) => {
    await allowOrigins(api, settings.CORS_ORIGINS);
    await api.register(healthRoutes, { services });
    await api.register(apiRoutes, { services, prefix: API_PREFIX });
  });
  return app;
}
