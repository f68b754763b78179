import type { FastifyReply, FastifyRequest } from "fastify";
import { RouterContextProvider } from "react-router";
import { operators } from "#app/core/operators.ts";
import { auth, type Session } from "#app/services/auth/index.ts";
import { pageContext } from "./context.ts";

/** Creates what the pages of one request get from the server. */
export function createPageContext(
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
): RouterContextProvider {
  const context = new RouterContextProvider();
  const { authorization } = request.headers;
  const session = once(() => identify(request, reply)); // aegis:auth
  context.set(pageContext, {
    nonce: reply.cspNonce.script,
    requestId: request.id,
    signal,
    log: request.log,
    // #region aegis:auth
    access: async () =>
      operators.authorize({ authorization, client: request.ip, user: (await session())?.user }),
    session,
    client: request.ip,
    // #else
    // access: async () => operators.authorize({ authorization, client: request.ip }),
    // #endregion
  });
  return context;
}
// #region aegis:auth

async function identify({ headers }: FastifyRequest, reply: FastifyReply): Promise<Session | null> {
  const { session, cookies } = await auth.identify(headers.cookie);
  if (cookies.length > 0) reply.header("set-cookie", [...cookies]);
  return session;
}

function once<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let started: Promise<Value> | undefined;
  return () => {
    started ??= work();
    return started;
  };
}
// #endregion
