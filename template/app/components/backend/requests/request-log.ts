import { type FastifyReply, type FastifyRequest, LogController } from "fastify";
import { isAsset } from "./is-asset.ts";
import { pathOf } from "./path-of.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Asked for every few seconds: its answers are logged at level debug. */
    quiet?: boolean;
  }
}

/** One line for each answer, with the request's id. Neither query nor headers are logged: they hold secrets. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: "requestId" });
  }

  override incomingRequest(): void {
    // The line about the answer says it all.
  }

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { method, ip, log } = request;
    const failed = reply.statusCode >= 500;
    const quiet = !failed && isQuiet(request);
    if (quiet && log.level !== "debug" && log.level !== "trace") return;
    const path = pathOf(request);
    const line = {
      method,
      path,
      status: reply.statusCode,
      duration: Math.round(reply.elapsedTime * 10) / 10,
      client: ip,
      ...(error && { err: error }),
    };
    log[failed ? "error" : quiet ? "debug" : "info"](line, `${method} ${path} ${reply.statusCode}`);
  }

  // Fastify's own versions of these hand the whole request and reply to the log, credentials in their headers included.

  override streamError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    const left = "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
    if (left) reply.log.debug("the client left before the end of the answer");
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
  request.routeOptions.config.quiet === true || isAsset(request);
