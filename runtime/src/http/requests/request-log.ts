import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { isAssetRequest } from "./asset-requests.ts";
import { getRequestPath } from "./request-path.ts";

/** One line for each response, with the request's id. Neither query nor headers are logged: they hold secrets. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: "requestId" });
  }

  override incomingRequest(): void {
    // The line about the response contains everything.
  }

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { method, ip, log } = request;
    const hasFailed = reply.statusCode >= 500;
    const quiet = !hasFailed && isQuiet(request);
    if (quiet && log.level !== "debug" && log.level !== "trace") return;
    const path = getRequestPath(request);
    const line = {
      method,
      path,
      status: reply.statusCode,
      duration: Math.round(reply.elapsedTime * 10) / 10,
      client: ip,
      ...(error && { err: error }),
    };
    log[hasFailed ? "error" : quiet ? "debug" : "info"](line, `${method} ${path} ${reply.statusCode}`);
  }

  // Fastify's own versions of these log the whole request and reply, including the credentials in their headers.

  override streamError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    const hasClientLeft = "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
    if (hasClientLeft) reply.log.debug("the client left before the end of the answer");
    else reply.log.warn({ err: error }, "the answer broke off");
  }

  override writeHeadError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    reply.log.warn({ err: error }, "the answer could not be begun");
  }

  override defaultErrorLog(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    reply.log[reply.statusCode >= 500 ? "error" : "info"]({ err: error }, "request failed");
  }
}

const isQuiet = (request: FastifyRequest): boolean =>
  request.routeOptions.config.quiet === true || isAssetRequest(request);
