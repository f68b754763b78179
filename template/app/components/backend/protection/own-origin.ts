import { AppError } from "@aegis-stack/runtime/errors";
import type { FastifyRequest } from "fastify";
import { isFromElsewhere, logForeignOrigin } from "#app/core/web-request.ts";

/**
 * Refuses what a page of another site made a browser send: a browser adds cookies, and a password that was once
 * given, to whatever any page makes it send.
 *
 * @throws AppError `request.foreign-origin`
 */
export function requireOwnOrigin(request: FastifyRequest): void {
  if (!isFromElsewhere(request, () => `${request.protocol}://${request.host}`)) return;
  logForeignOrigin(request);
  throw new AppError({
    code: "request.foreign-origin",
    kind: "forbidden",
    what: "The request was sent from another site.",
    todo: "Send it from this application's own pages.",
  });
}
