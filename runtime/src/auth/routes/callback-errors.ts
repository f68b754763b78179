import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../errors/index.ts";

const CALLBACK_PATTERN = /\/callback\/\w+(?:\?|$)/;

/**
 * Sends a browser that returns from a provider to the sign-in, which explains what is wrong. Every other error gets the usual
 * response.
 */
export function redirectCallbackErrors(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (!CALLBACK_PATTERN.test(request.url) || !(error instanceof AppError) || error.category === "internal")
    throw error;
  return reply.redirect(`/sign-in?error=${encodeURIComponent(error.code)}`);
}
