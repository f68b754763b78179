import { AppError } from "@aegis-stack/runtime/errors";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AuthService } from "#app/services/auth/auth-service.ts";
import { includesRole, type Role } from "#app/services/auth/roles.ts";
import type { SessionUser } from "#app/services/auth/session.ts";
import { identifyCaller } from "./identify-caller.ts";

const users = new WeakMap<FastifyRequest, SessionUser>();

/**
 * Keeps routes for those who are signed in and have a role, or a higher one. A hook for `preParsing`: before
 * anything that the caller sent is looked at.
 *
 * `app.addHook("preParsing", signedIn(services.auth))`
 */
export function signedIn(auth: AuthService, role: Role = "user") {
  return async function requireUser(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const session = await identifyCaller(auth, request, reply);
    if (!session) throw signedOut();
    if (!includesRole(session.user.role, role)) throw forbidden(role);
    users.set(request, session.user);
  };
}

/** Who sent a request to a route that `signedIn` keeps. */
export function userOf(request: FastifyRequest): SessionUser {
  const user = users.get(request);
  if (!user) throw new TypeError("userOf() is for routes that signedIn() keeps");
  return user;
}

export const signedOut = () =>
  new AppError({
    code: "auth.signed-out",
    category: "unauthorized",
    message: "No one is signed in.",
    hint: "Sign in first.",
  });

export const forbidden = (role: Role) =>
  new AppError({
    code: "auth.forbidden",
    category: "forbidden",
    message: `This requires the role ${role}, which the signed-in account does not have.`,
    hint: "Ask an administrator of this application.",
  });
