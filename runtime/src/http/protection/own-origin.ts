import type { FastifyRequest } from "fastify";
import { isCrossOriginChange } from "../../address/index.ts";
import { AppError } from "../../errors/index.ts";

/** Logs why a request counts as sent from another site, for the operators, who alone can correct it. */
export function logCrossOriginChange({ log, headers, protocol, host }: FastifyRequest): void {
  const fields = { origin: headers.origin, own: `${protocol}://${host}` };
  log.info(fields, "a request from another origin was refused; behind a proxy, TRUST_PROXY must name it");
}

/**
 * Refuses a request that a page of another site made a browser send: a browser adds cookies, and a password that was
 * entered once, to every request.
 *
 * @throws AppError `request.foreign-origin`
 */
export function requireOwnOrigin(request: FastifyRequest): void {
  if (!isCrossOriginChange(request, () => `${request.protocol}://${request.host}`)) return;
  logCrossOriginChange(request);
  throw new AppError({
    code: "request.foreign-origin",
    category: "forbidden",
    message: "The request was sent from another site.",
    hint: "Send it from this application's own pages.",
  });
}
