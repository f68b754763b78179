import type { FastifyRequest } from "fastify";

const operatorRequests = new WeakSet<FastifyRequest>();

/** Marks a request as authorized for operators: from then on its errors are described in full. */
export const markOperatorRequest = (request: FastifyRequest): void => void operatorRequests.add(request);

/** Whether a request was marked as one of an operator. */
export const isOperatorRequest = (request: FastifyRequest): boolean => operatorRequests.has(request);
