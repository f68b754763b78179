import type { FastifyReply, FastifyRequest } from "fastify";
import { requireOwnOrigin } from "../../http/index.ts";
import type { Auth } from "../auth.ts";
import type { Session } from "../sessions/session.ts";

/** Finds the session of a request by its cookie. The response extends the session when that is due. */
export async function readSession(
  auth: Pick<Auth, "identify">,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | null> {
  const { session, cookies } = await auth.identify(request.headers.cookie);
  if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
  return session;
}

/**
 * The same for a request that may change something.
 *
 * @throws AppError `request.foreign-origin` when a page of another site made a signed-in browser send it
 */
export async function identifyCaller(
  auth: Pick<Auth, "identify">,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Session | null> {
  const session = await readSession(auth, request, reply);
  if (session) requireOwnOrigin(request);
  return session;
}
