import { PassThrough } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { allowsMethod } from "../../operators/index.ts";
import type { OperatorSources } from "./require-operator.ts";

/** How often the access to an open stream is examined again. */
const ACCESS_CHECK_MS = 10_000;

/**
 * Creates a hook for `onSend` that ends a stream when its client has no access any more: the session was revoked, or the role
 * is another one. An open connection outlives its access otherwise.
 */
export function createStreamGuard({ auth, operators }: OperatorSources, intervalMs = ACCESS_CHECK_MS) {
  return async function guardStream({ headers, ip }: FastifyRequest, _reply: FastifyReply, stream: unknown) {
    if (!(stream instanceof PassThrough)) return;
    const { authorization, cookie } = headers;
    async function checkAccess(open: PassThrough): Promise<void> {
      const { session } = await auth.identify(cookie);
      const access = operators.authorize({ authorization, client: ip, user: session?.user });
      if (!allowsMethod(access, "GET")) open.end();
    }
    // A check that fails, as while the database is away, is repeated the next time.
    const timer = setInterval(() => void checkAccess(stream).catch(() => {}), intervalMs).unref();
    stream.once("close", () => clearInterval(timer));
  };
}
