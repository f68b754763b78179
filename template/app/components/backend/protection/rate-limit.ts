import { AppError } from "@aegis-stack/runtime/errors";
import type { RateLimitPluginOptions } from "@fastify/rate-limit";
import { isAsset } from "#app/components/backend/requests/is-asset.ts";

/** @param max requests that one client may make in a minute */
export function rateLimitOptions(max: number): RateLimitPluginOptions {
  return {
    max,
    timeWindow: 60_000,
    cache: 10_000,
    enableDraftSpec: true,
    allowList: isAsset,
    errorResponseBuilder: (_request, { ttl }) => {
      const retryAfter = Math.ceil(ttl / 1_000);
      return new AppError({
        code: "request.too-many",
        kind: "limited",
        what: `More than ${max} requests came from this address within a minute.`,
        todo: `Wait ${retryAfter} s, then try again.`,
        retryAfter,
      });
    },
  };
}
