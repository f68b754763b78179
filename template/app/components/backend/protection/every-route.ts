import type { FastifyInstance, onRequestHookHandler, onResponseHookHandler } from "fastify";
import { duringRequest } from "#app/core/queue/request.ts"; // aegis:worker

declare module "fastify" {
  interface FastifyContextConfig {
    /** Its answer has no end that could be waited for. */
    endless?: boolean;
  }
}

/** How long an answer may take before it is given up with 503. A route may set its own `handlerTimeout`. Milliseconds. */
const HANDLER_TIMEOUT = 30_000;

export interface EveryRoute {
  onRequest: onRequestHookHandler;
  onResponse: onResponseHookHandler;
}

/**
 * Hooks and a time limit for every route that is added from here on. Hooks of the server itself would reach
 * back to the probes, which are asked often and must cost nothing.
 */
export function everyRoute(app: FastifyInstance, { onRequest, onResponse }: EveryRoute): void {
  app.addHook("onRoute", (route) => {
    route.onRequest = [onRequest, ...[route.onRequest ?? []].flat()];
    route.preHandler = [duringItself, ...[route.preHandler ?? []].flat()]; // aegis:worker
    if (route.config?.endless) return;
    route.onResponse = [onResponse, ...[route.onResponse ?? []].flat()];
    route.handlerTimeout ??= HANDLER_TIMEOUT;
  });
}

// #region aegis:worker
/** What a handler enqueues carries its request's id. As late as this: the body is read in a course of its own. */
const duringItself = ({ id }: { id: string }, _reply: unknown, done: () => void): void =>
  duringRequest(id, done);
// #endregion aegis:worker
