export { type HttpFault, ROUTE_NOT_FOUND } from "./errors/catalogue.ts";
export { type Problem, problemResponses, problemSchema } from "./errors/problem.ts";
export type { AuditedAction, CspNonce, HttpRouteConfig } from "./fastify-types.ts";
export type { HttpServerValues } from "./http-server-values.ts";
export {
  PAGE_GRACE_MS,
  PAGE_METHODS,
  type PageResponder,
  respondWithPage,
} from "./pages/respond-with-page.ts";
export type { ProbeHealth } from "./probes.ts";
export type { OperatorHook, ResponseHook } from "./protection/operator-hook.ts";
export { isOperatorRequest, markOperatorRequest } from "./protection/operator-requests.ts";
export { requireOwnOrigin } from "./protection/own-origin.ts";
export {
  createPasswordOperatorHook,
  createReadOnlyError,
  type PasswordOperatorsOptions,
} from "./protection/password-operators.ts";
export { createNoncePolicy } from "./protection/security-headers.ts";
export { markAssetRequest, unmarkAssetRequest } from "./requests/asset-requests.ts";
export { createClientSignal } from "./requests/client-signal.ts";
export { acceptForms, acceptJsonBytes } from "./requests/request-bodies.ts";
export { toWebRequest } from "./requests/web-request.ts";
export {
  EventStreams,
  type EventStreamsOptions,
  formatEvent,
  sendHeartbeats,
} from "./responses/event-streams.ts";
export { endStreamsOnStop, respondWithEvents } from "./responses/respond-with-events.ts";
export type { ListeningServer } from "./serve/listen.ts";
export { type ServeOptions, type ServeValues, serveHttp } from "./serve/serve-http.ts";
export { createHttpServer } from "./server.ts";
export type { HttpServer, HttpServerOptions } from "./server-options.ts";
export { type HttpValues, httpSettings } from "./settings.ts";
