import type { FastifyRequest } from "fastify";
import { AppError, createSignedOutError } from "../../errors/index.ts";
import {
  createReadOnlyError,
  markOperatorRequest,
  type OperatorHook,
  requireOwnOrigin,
} from "../../http/index.ts";
import { type AccountOperators, allowsMethod } from "../../operators/index.ts";
import type { Requester } from "../audit/actor.ts";
import { findActor } from "../audit/find-actor.ts";
import type { Auth } from "../auth.ts";
import { OPERATOR_ROLE } from "../roles.ts";
import { identifyCaller } from "./identify-caller.ts";
import { createForbiddenError } from "./require-user.ts";

/** What decides who is an operator. */
export interface OperatorSources {
  readonly auth: Pick<Auth, "identify">;
  readonly operators: Pick<AccountOperators, "authorize">;
}

/**
 * Authorizes admins who are signed in, and programs with the operators' password. A browser that requests a page is sent to
 * the sign-in.
 */
export function createAccountOperatorHook({ auth, operators }: OperatorSources): OperatorHook {
  return async function authorizeOperator(request, reply) {
    const { authorization, accept } = request.headers;
    const { session, outage } = await identifyCaller(auth, request, reply).then(
      (found) => ({ session: found, outage: undefined }),
      (error: unknown) => {
        // A password needs no session: its holder can examine the application while accounts cannot be read.
        if (authorization === undefined || !isOutage(error)) throw error;
        return { session: null, outage: error };
      },
    );
    if (authorization !== undefined) requireOwnOrigin(request);
    const access = operators.authorize({ authorization, client: request.ip, user: session?.user });
    if (access === "read-only") {
      if (!allowsMethod(access, request.method)) throw createReadOnlyError();
      return markOperatorRequest(request);
    }
    if (outage !== undefined && access !== "granted") throw outage;
    if (access === "granted") {
      const actor = findActor(request.headers, session?.user);
      requesters.set(request, { actor, requestId: request.id, address: request.ip });
      return markOperatorRequest(request);
    }
    const isPage = request.method === "GET" && accept?.includes("text/html") === true;
    // The page there explains what this account lacks.
    if (access === "forbidden" && isPage) return reply.redirect("/overseer");
    if (access === "forbidden") throw createForbiddenError(OPERATOR_ROLE);
    if (!isPage) throw createSignedOutError();
    return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`);
  };
}

const isOutage = (error: unknown): boolean => error instanceof AppError && error.category === "unavailable";

const requesters = new WeakMap<FastifyRequest, Requester>();

/** The operator who sent a request; undefined where it was not authorized as an operator's. */
export const getRequester = (request: FastifyRequest): Requester | undefined => requesters.get(request);
