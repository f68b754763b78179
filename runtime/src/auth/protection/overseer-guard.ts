import type { FastifyReply, FastifyRequest } from "fastify";
import type { AccountAccess } from "../../operators/index.ts";
import type { Requester } from "../audit/actor.ts";
import { findActor } from "../audit/find-actor.ts";
import type { Session } from "../sessions/session.ts";
import { readSession } from "./identify-caller.ts";
import type { OperatorSources } from "./require-operator.ts";

/** The access of a request to Overseer. */
type OverseerAccess =
  | { readonly kind: Exclude<AccountAccess, "sign-in"> }
  | { readonly kind: "sign-in"; path(page: Request): string };

/** How Overseer learns who sends a request, in an application with accounts. */
export interface AccountGuard {
  authorize(request: FastifyRequest, reply: FastifyReply): Promise<OverseerAccess>;
  session(request: FastifyRequest, reply: FastifyReply): Promise<Session | null>;
  actor(request: FastifyRequest, reply: FastifyReply): Promise<Requester>;
}

/** Creates the guard of Overseer: operators are admins who are signed in. */
export function createAccountGuard({ auth, operators }: OperatorSources): AccountGuard {
  const sessions = new WeakMap<FastifyRequest, Promise<Session | null>>();
  function session(request: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
    const found = sessions.get(request) ?? readSession(auth, request, reply);
    sessions.set(request, found);
    return found;
  }
  return {
    session,
    async authorize(request, reply) {
      const { authorization } = request.headers;
      const user = (await session(request, reply))?.user;
      const kind = operators.authorize({ authorization, client: request.ip, user });
      return kind === "sign-in" ? { kind, path: createSignInPath } : { kind };
    },
    async actor(request, reply) {
      const user = (await session(request, reply))?.user;
      return { actor: findActor(request.headers, user), requestId: request.id, address: request.ip };
    },
  };
}

/** The sign-in that leads back to the page that was requested. */
function createSignInPath({ url }: Request): string {
  const { pathname, search } = new URL(url);
  return `/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`;
}
