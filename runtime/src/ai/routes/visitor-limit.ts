import type {} from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { getClientNetwork } from "../../address/index.ts";
import { AppError } from "../../errors/index.ts";

const WINDOW_MS = 60_000;

/**
 * Creates a hook for `onRequest` that limits the requests of one address to models, besides the limit that the server has for all
 * requests: a client without an account has a new budget as soon as it drops its cookie, but no new network.
 *
 * @param max requests in a minute
 */
export function createVisitorLimit(
  app: Pick<FastifyInstance, "createRateLimit">,
  max: number,
): (request: FastifyRequest) => Promise<void> {
  const count = app.createRateLimit({
    max,
    timeWindow: WINDOW_MS,
    keyGenerator: ({ ip }) => getClientNetwork(ip),
  });
  return async (request) => {
    const limit = await count(request);
    if (!limit.isAllowed && limit.isExceeded) throw createTooManyError(max, Math.ceil(limit.ttl / 1_000));
  };
}

const createTooManyError = (max: number, retryAfter: number) =>
  new AppError({
    code: "ai.too-many-requests",
    category: "limited",
    message: `More than ${max} requests to models came from this address within a minute.`,
    hint: `Wait ${retryAfter} s, then try again.`,
    retryAfter,
  });
