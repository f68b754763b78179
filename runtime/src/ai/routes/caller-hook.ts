import type { FastifyReply, FastifyRequest } from "fastify";
import { requireOwnOrigin } from "../../http/index.ts";
import type { AiCaller } from "../caller.ts";
import type { AiCallers } from "../callers/ai-callers.ts";

/** How routes know whom they answer. */
export interface CallerHook {
  /**
   * Finds the caller before anything that the client sent is parsed: a hook for `preParsing`.
   *
   * @throws AppError `auth.signed-out`, `ai.closed`, `request.foreign-origin`
   */
  findCaller(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** @throws TypeError where `findCaller` did not run */
  getCaller(request: FastifyRequest): AiCaller;
}

/** Creates the hook of the routes of models. */
export function createCallerHook(callers: AiCallers): CallerHook {
  const found = new WeakMap<FastifyRequest, AiCaller>();
  return {
    async findCaller(request, reply) {
      // Also without a session: in development a page of another site could use up a budget, or confirm what waits.
      requireOwnOrigin(request);
      const { caller, cookies } = await callers.find(request.headers.cookie, request.ip);
      if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
      found.set(request, caller);
    },
    getCaller(request) {
      const caller = found.get(request);
      if (caller === undefined) throw new TypeError("The caller of a request is known to its routes only");
      return caller;
    },
  };
}
