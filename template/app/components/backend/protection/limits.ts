import type { FastifyHttpOptions, RawServerDefault } from "fastify";
import type { Settings } from "#app/core/settings/schema.ts";

/** How much and how slowly a client may send, so that none can hold up the server for others. Milliseconds. */
export function connectionLimits({ BODY_LIMIT }: Pick<Settings, "BODY_LIMIT">) {
  return {
    bodyLimit: BODY_LIMIT,
    /** To send the headers, then the whole request. */
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
    requestTimeout: 30_000,
    /** A connection on which nothing moves for so long is dropped. Event streams move every 15 s. */
    connectionTimeout: 60_000,
    /** Longer than load balancers keep an idle connection (mostly 60 s), so that we never drop one in use. */
    keepAliveTimeout: 72_000,
  } satisfies FastifyHttpOptions<RawServerDefault>;
}
