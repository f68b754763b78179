import { STATUS_CODES } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isOperatorRequest } from "#app/components/backend/protection/operator-requests.ts";
import { pathOf } from "#app/components/backend/requests/path-of.ts";
import { faultOf, type Judged } from "./fault-of.ts";
import { PROBLEM_TYPE, type Problem } from "./problem.ts";

/** Answers whatever was thrown as a problem; what callers must not see goes to the log, with its stack. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = faultOf(error, isOperatorRequest(request));
  if (fault.status >= 500) request.log.error({ err: error }, "request failed");
  else request.log.debug({ err: error }, "request refused");
  return answerFault(fault, request, reply);
}

/** Answers a fault as a problem. */
export function answerFault(fault: Judged, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, todo, errors, retryAfter } = fault;
  const body: Problem = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail,
    instance: pathOf(request),
    code,
    todo,
    requestId: request.id,
    ...(errors && { errors }),
  };
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  // Sent as text: a route's schema for its own answers must not touch it.
  return reply
    .code(status)
    .header("x-request-id", request.id)
    .header("cache-control", "no-store")
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(body));
}
