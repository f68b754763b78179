import { AppError } from "@aegis-stack/runtime/errors";
import { createReadOnlyError, markOperatorRequest, requireOwnOrigin } from "@aegis-stack/runtime/http";
import { allowsMethod } from "@aegis-stack/runtime/operators";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "#app/components/backend/services.ts";
import type { Asker } from "#app/services/auth/audit/actor.ts";
import { actorBehind } from "#app/services/auth/audit/actor-behind.ts";
import { identifyCaller } from "./identify-caller.ts";
import { forbidden, signedOut } from "./signed-in.ts";

/**
 * Keeps routes for admins who are signed in, and for programs with the operators' password. A browser that asks for a
 * page is led to the sign-in. A hook for `preParsing`: after the rate limit, before anything that the caller sent is
 * looked at.
 */
export function operatorsOnly({ auth, operators }: Pick<Services, "auth" | "operators">) {
  return async function admitOperators(request: FastifyRequest, reply: FastifyReply) {
    const { authorization, accept } = request.headers;
    const { session, outage } = await identifyCaller(auth, request, reply).then(
      (found) => ({ session: found, outage: undefined }),
      (error: unknown) => {
        // A password needs no session: its owner is to see what is wrong while accounts cannot be read.
        if (authorization === undefined || !isOutage(error)) throw error;
        return { session: null, outage: error };
      },
    );
    if (authorization !== undefined) requireOwnOrigin(request);
    const access = operators.authorize({ authorization, client: request.ip, user: session?.user });
    if (access === "read-only") {
      if (!allowsMethod(access, request.method)) throw createReadOnlyError();
      markOperatorRequest(request);
      return;
    }
    if (outage !== undefined && access !== "granted") throw outage;
    if (access === "granted") {
      const actor = actorBehind(request.headers, session?.user);
      askers.set(request, { actor, requestId: request.id, address: request.ip });
      markOperatorRequest(request);
      return;
    }
    const isPage = request.method === "GET" && accept?.includes("text/html") === true;
    // The page there tells in sentences what this account lacks.
    if (access === "forbidden" && isPage) return reply.redirect("/overseer");
    if (access === "forbidden") throw forbidden("admin");
    if (!isPage) throw signedOut();
    return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`);
  };
}

const isOutage = (error: unknown): boolean => error instanceof AppError && error.category === "unavailable";

const askers = new WeakMap<FastifyRequest, Asker>();

/** The operator who sent a request; undefined where it was not let in as one's. */
export const askerOf = (request: FastifyRequest): Asker | undefined => askers.get(request);
