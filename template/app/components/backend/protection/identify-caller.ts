import { requireOwnOrigin } from "@aegis-stack/runtime/http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { AuthService } from "#app/services/auth/auth-service.ts";
import type { Session } from "#app/services/auth/session.ts";

/** The session of a request, by its cookie; the response prolongs the session when that is due. */
export async function readSession(
  auth: AuthService,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | null> {
  const { session, cookies } = await auth.identify(request.headers.cookie);
  if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
  return session;
}

/**
 * Who sends a request, by its session cookie; the answer prolongs the session when that is due.
 *
 * @throws AppError `request.foreign-origin` when a page of another site made a signed-in browser send it
 */
export async function identifyCaller(
  auth: AuthService,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | null> {
  const session = await readSession(auth, request, reply);
  if (session) requireOwnOrigin(request);
  return session;
}
