import { AppError } from "@aegis-stack/runtime/errors";
import type { FastifyReply, FastifyRequest } from "fastify";

const CALLBACK = /\/callback\/\w+(?:\?|$)/;

/**
 * Leads a browser that comes back from a provider to the sign-in, which tells what is wrong. Whatever else goes wrong
 * is answered as everywhere.
 */
export function answerCallbackFaults(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (!CALLBACK.test(request.url) || !(error instanceof AppError) || error.category === "internal")
    throw error;
  return reply.redirect(`/sign-in?error=${encodeURIComponent(error.code)}`);
}
