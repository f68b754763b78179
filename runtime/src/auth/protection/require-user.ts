import type { FastifyRequest } from "fastify";
import { AppError, createSignedOutError } from "../../errors/index.ts";
import type { Auth, UserHook } from "../auth.ts";
import type { SessionUser } from "../sessions/session.ts";
import { identifyCaller } from "./identify-caller.ts";

const users = new WeakMap<FastifyRequest, SessionUser>();

/** Authorizes users with a role, or a higher one, before anything that the client sent is parsed. */
export function createUserHook(auth: Pick<Auth, "identify" | "roles">, role = auth.roles.initial): UserHook {
  return async function authorizeUser(request, reply) {
    const session = await identifyCaller(auth, request, reply);
    if (!session) throw createSignedOutError();
    if (!auth.roles.includes(session.user.role, role)) throw createForbiddenError(role);
    users.set(request, session.user);
  };
}

/** @throws TypeError where `createUserHook` did not authorize the request */
export function getRequestUser(request: FastifyRequest): SessionUser {
  const user = users.get(request);
  if (!user)
    throw new TypeError("The user of a request is known only to routes with the hook of requireUser()");
  return user;
}

/** The user's role is lower than the required one. */
export const createForbiddenError = (role: string) =>
  new AppError({
    code: "auth.forbidden",
    category: "forbidden",
    message: `This requires the role ${role}, which the signed-in account does not have.`,
    hint: "Ask an administrator of this application.",
  });
