import { STATUS_CODES } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isOperatorRequest } from "../protection/operator-requests.ts";
import { getRequestPath } from "../requests/request-path.ts";
import { type DescribedFault, describeFault } from "./describe-fault.ts";
import { PROBLEM_MEDIA_TYPE, type Problem } from "./problem.ts";

/** Sends a problem for whatever was thrown; what clients must not see is logged, with its stack. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const fault = describeFault(error, isOperatorRequest(request));
  if (fault.status >= 500) request.log.error({ err: error }, "request failed");
  else request.log.debug({ err: error }, "request refused");
  return sendFault(fault, request, reply);
}

/** Sends a fault as a problem. */
export function sendFault(fault: DescribedFault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, hint, errors, retryAfter } = fault;
  const body: Problem = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail,
    instance: getRequestPath(request),
    code,
    hint,
    requestId: request.id,
    ...(errors && { errors }),
  };
  if (retryAfter !== undefined) reply.header("retry-after", retryAfter);
  // Closing while the client is still sending resets the connection, and the client may lose this response. Node reads on
  // and forgets the rest of the body, until the request timeout.
  if (!request.raw.complete) reply.removeHeader("connection");
  // Sent as text: the schema of a route's own responses must not change it.
  return reply
    .code(status)
    .header("x-request-id", request.id)
    .header("cache-control", "no-store")
    .type(PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(body));
}
