import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyReply, type FastifyRequest } from "fastify";
import { validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { RouteTable } from "./errors/route-table.ts";
import { sendError } from "./errors/send-error.ts";
import { handleUnknownPaths } from "./errors/unknown-paths.ts";
import { rejectUnreadableRequest } from "./errors/unreadable-requests.ts";
import { probeRoutes } from "./probes.ts";
import { createConnectionLimits } from "./protection/connection-limits.ts";
import { allowOrigins } from "./protection/cors.ts";
import { requireKnownHost } from "./protection/known-hosts.ts";
import { createRateLimitOptions } from "./protection/rate-limit.ts";
import { limitRequests } from "./protection/request-limits.ts";
import { addRouteHooks } from "./protection/route-hooks.ts";
import { createSecurityHeaders } from "./protection/security-headers.ts";
import { createProxyTrust } from "./protection/trusted-proxies.ts";
import { collectDescribedRoutes } from "./reference/described-routes.ts";
import { referenceRoutes } from "./reference/reference-routes.ts";
import { acceptJson } from "./requests/request-bodies.ts";
import { getRequestId } from "./requests/request-id.ts";
import { RequestLog } from "./requests/request-log.ts";
import { createSerializerCompiler } from "./responses/serializer.ts";
import type { HttpServer, HttpServerOptions } from "./server-options.ts";

/** The time that a part of the server may take to start: pages from source start a compiler, which is slow on a busy machine. */
const PLUGIN_TIMEOUT_MS = 120_000;

/** Builds the server of `createHttpServer`; a file of its own, so that the settings of a server load no Fastify. */
export async function buildHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { name, version, applicationId, settings, log, health, metrics, requireOperator, api } = options;
  const app: HttpServer = fastify({
    loggerInstance: log,
    logController: new RequestLog(),
    // Directly from the log, not from the copy that Fastify keeps: its level can change while the server runs.
    childLoggerFactory: (_logger, bindings, childOptions) => log.child(bindings, childOptions),
    genReqId: getRequestId,
    trustProxy: createProxyTrust(settings.TRUST_PROXY),
    ...createConnectionLimits(settings),
    pluginTimeout: PLUGIN_TIMEOUT_MS,
    // A request that arrives on an open connection while the process stops is handled like any other.
    return503OnClosing: false,
    frameworkErrors: sendError,
    clientErrorHandler: rejectUnreadableRequest,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(createSerializerCompiler(settings.NODE_ENV));
  app.setErrorHandler(sendError);

  limitRequests(app);
  requireKnownHost(app, settings);
  acceptJson(app);
  const routes = new RouteTable();
  app.addHook("onRoute", routes.add);
  const describedRoutes = collectDescribedRoutes(app);

  // First: the probes do without everything that is added to every route from here on.
  await app.register(probeRoutes, { health, applicationId });

  const setSecurityHeaders = createSecurityHeaders(app, settings.NODE_ENV);
  const prepareReply = (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    reply.header("x-request-id", request.id);
    // Unless the route says otherwise: most responses are about the client, or about this moment.
    reply.header("cache-control", "no-store");
    setSecurityHeaders(reply);
    done();
  };
  const recordDuration = (_request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    metrics.record(reply.elapsedTime);
    done();
  };
  addRouteHooks(app, {
    onRequest: prepareReply,
    preHandler: options.aroundHandler,
    onResponse: recordDuration,
  });
  await app.register(rateLimit, createRateLimitOptions(settings.RATE_LIMIT));
  handleUnknownPaths(app, routes, prepareReply);

  await app.register(referenceRoutes, {
    name,
    version,
    sessionCookie: options.sessionCookie,
    routes: describedRoutes,
    requireOperator,
  });
  await app.register(async (scope) => {
    await allowOrigins(scope, settings.CORS_ORIGINS);
    await scope.register(api);
  });
  return app;
}
