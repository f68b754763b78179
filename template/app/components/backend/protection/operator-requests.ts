import type { FastifyRequest } from "fastify";

const requests = new WeakSet<FastifyRequest>();

/** Notes that a request was authorized as an operator's: from then on errors are told to it in full. */
export const noteOperatorRequest = (request: FastifyRequest): void => void requests.add(request);

export const isOperatorRequest = (request: FastifyRequest): boolean => requests.has(request);
