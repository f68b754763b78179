import type { FastifyHttpOptions, RawServerDefault } from "fastify";
import type { HttpServerValues } from "../http-server-values.ts";

/** An idle connection is closed after this time. Event streams send a heartbeat every 15 s; a route with a longer `handlerTimeout` has that time. */
export const CONNECTION_TIMEOUT_MS = 60_000;

/** Returns how much and how slowly a client may send, so that none blocks the server for others. Milliseconds. */
export function createConnectionLimits({ BODY_LIMIT }: Pick<HttpServerValues, "BODY_LIMIT">) {
  return {
    bodyLimit: BODY_LIMIT,
    /** The time to send the headers, then the whole request. */
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    requestTimeout: 30_000,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    /** Longer than load balancers keep an idle connection (mostly 60 s), so that this server never closes one in use. */
    keepAliveTimeout: 72_000,
  } satisfies FastifyHttpOptions<RawServerDefault>;
}
