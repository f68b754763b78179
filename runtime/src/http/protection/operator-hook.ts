import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Authorizes operators: a hook for `preParsing`, after the rate limit and before anything that the client sent is parsed. It
 * throws an `AppError` or sends a response itself when the client is not authorized, and calls `markOperatorRequest` otherwise.
 */
export type OperatorHook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** Runs before a response to an operator is sent: a hook for `onSend` that leaves the response as it is. */
export type ResponseHook = (request: FastifyRequest, reply: FastifyReply, payload: unknown) => Promise<void>;
