import type { FastifyInstance, preHandlerHookHandler } from "fastify";
import { pathOf } from "#app/components/backend/requests/path-of.ts";
import { answerFault } from "./answer-error.ts";
import { METHOD_NOT_ALLOWED, NOT_FOUND } from "./catalogue.ts";
import type { RouteTable } from "./route-table.ts";

/** Paths that belong to the API whether or not something answers there. Pages get all others. */
const RESERVED = /^\/(?:api|health|docs|openapi\.json)(?:\/|$)/;

/**
 * Answers what no route takes, and keeps the API's paths from the route of the pages, which takes everything.
 *
 * @param before what every other route does first
 */
export function answerUnknownPaths(
  app: FastifyInstance,
  routes: RouteTable,
  before: preHandlerHookHandler,
): void {
  const keepReserved: preHandlerHookHandler = async (request, reply) => {
    if (!RESERVED.test(pathOf(request))) return;
    reply.callNotFound();
    return reply;
  };
  app.addHook("onRoute", (route) => {
    if (route.url === "/*") route.preHandler = [keepReserved, ...[route.preHandler ?? []].flat()];
  });

  app.setNotFoundHandler({ preHandler: [before, app.rateLimit()] }, (request, reply) => {
    const methods = routes.methodsOf(pathOf(request));
    if (methods.length === 0) return answerFault(NOT_FOUND, request, reply);
    reply.header("allow", methods.join(", "));
    return answerFault(METHOD_NOT_ALLOWED, request, reply);
  });
}
