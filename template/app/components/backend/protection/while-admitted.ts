import { PassThrough } from "node:stream";
import { allowsMethod } from "@aegis-stack/runtime/operators";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "#app/components/backend/services.ts";

/** How often it is looked whether whoever opened a stream may still see it, in milliseconds. */
const EVERY = 10_000;

/**
 * Ends streams when whoever opened them may not see them any more: the session was revoked, or the role is another
 * one. An open connection outlives its access otherwise. A hook for `onSend`, of routes for operators.
 */
export function whileAdmitted(
  { auth, operators }: Pick<Services, "auth" | "operators">,
  every: number = EVERY,
) {
  return async function watch({ headers, ip }: FastifyRequest, _reply: FastifyReply, stream: unknown) {
    if (!(stream instanceof PassThrough)) return;
    const { authorization, cookie } = headers;
    const end = () => stream.end();
    async function look(): Promise<void> {
      const { session } = await auth.identify(cookie);
      const access = operators.authorize({ authorization, client: ip, user: session?.user });
      if (!allowsMethod(access, "GET")) end();
    }
    // What cannot be told, as while the database is away, is told the next time.
    const timer = setInterval(() => void look().catch(() => {}), every).unref();
    stream.once("close", () => clearInterval(timer));
  };
}
