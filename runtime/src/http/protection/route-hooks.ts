import type {
  FastifyInstance,
  onRequestHookHandler,
  onResponseHookHandler,
  preHandlerHookHandler,
} from "fastify";
import { limitHandlerTime } from "./handler-timeout.ts";

/** After this time a response is given up with 503. A route may set its own `handlerTimeout`. */
const HANDLER_TIMEOUT_MS = 30_000;

/** What every route does besides its own work. */
export interface RouteHooks {
  /** Runs first. */
  readonly onRequest: onRequestHookHandler;
  /** Runs around the handler. */
  readonly preHandler?: preHandlerHookHandler | undefined;
  /** Runs when the response has been sent, not for a route that is endless. */
  readonly onResponse: onResponseHookHandler;
}

/**
 * Adds hooks and a time limit to every route that is added from here on. Hooks of the server itself would also apply to the
 * probes, which are requested often and must cost nothing.
 */
export function addRouteHooks(app: FastifyInstance, { onRequest, preHandler, onResponse }: RouteHooks): void {
  app.addHook("onRoute", (route) => {
    route.onRequest = [onRequest, ...[route.onRequest ?? []].flat()];
    if (preHandler) route.preHandler = [preHandler, ...[route.preHandler ?? []].flat()];
    if (route.config?.endless) return;
    route.onResponse = [onResponse, ...[route.onResponse ?? []].flat()];
    route.handlerTimeout ??= HANDLER_TIMEOUT_MS;
    route.onRequest = [limitHandlerTime, ...[route.onRequest].flat()];
  });
}
