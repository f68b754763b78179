import type { FastifyInstance, preHandlerHookHandler } from "fastify";
import { getRequestPath } from "../requests/request-path.ts";
import { METHOD_NOT_ALLOWED, ROUTE_NOT_FOUND } from "./catalogue.ts";
import type { RouteTable } from "./route-table.ts";
import { sendFault } from "./send-error.ts";

/** Paths that belong to an API whether or not a route exists there. All others may be pages. */
const RESERVED_PATHS = /^\/(?:api|overseer\/api|health|docs|openapi\.json)(?:\/|$)/;

/** The routes of pages that match whatever is below them: the application's, and Overseer's. */
const CATCH_ALL_ROUTES = new Set(["/*", "/overseer/*"]);

/**
 * Responds to requests that match no route, and keeps the paths of APIs from the routes of pages, which match all.
 *
 * @param before what every other route does first
 */
export function handleUnknownPaths(
  app: FastifyInstance,
  routes: RouteTable,
  before: preHandlerHookHandler,
): void {
  const protectReservedPaths: preHandlerHookHandler = async (request, reply) => {
    if (!RESERVED_PATHS.test(getRequestPath(request))) return;
    reply.callNotFound();
    return reply;
  };
  app.addHook("onRoute", (route) => {
    if (CATCH_ALL_ROUTES.has(route.url))
      route.preHandler = [protectReservedPaths, ...[route.preHandler ?? []].flat()];
  });

  app.setNotFoundHandler({ preHandler: [before, app.rateLimit()] }, (request, reply) => {
    const methods = routes.findMethods(getRequestPath(request));
    if (methods.length === 0) return sendFault(ROUTE_NOT_FOUND, request, reply);
    reply.header("allow", methods.join(", "));
    return sendFault(METHOD_NOT_ALLOWED, request, reply);
  });
}
