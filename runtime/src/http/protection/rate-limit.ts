import type { RateLimitPluginOptions } from "@fastify/rate-limit";
import { AppError } from "../../errors/index.ts";
import { isAssetRequest } from "../requests/asset-requests.ts";

/**
 * Returns the options of the rate limit.
 *
 * @param max requests per client and minute
 */
export function createRateLimitOptions(max: number): RateLimitPluginOptions {
  return {
    max,
    timeWindow: 60_000,
    cache: 10_000,
    enableDraftSpec: true,
    allowList: isAssetRequest,
    errorResponseBuilder: (_request, { ttl }) => {
      const retryAfter = Math.ceil(ttl / 1_000);
      return new AppError({
        code: "request.too-many",
        category: "limited",
        message: `More than ${max} requests came from this address within a minute.`,
        hint: `Wait ${retryAfter} s, then try again.`,
        retryAfter,
      });
    },
  };
}
