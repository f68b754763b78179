import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { HttpServerValues } from "../http-server-values.ts";

/** Half a year. */
const HSTS_SECONDS = 15_552_000;

const COMMON_HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-permitted-cross-domain-policies": "none",
};

/** A page may load what this server sends, and inline scripts and styles that carry the nonce. */
const createPolicy = (nonce = "") =>
  [
    "default-src 'self'",
    `script-src 'self'${nonce}`,
    `style-src 'self'${nonce}`,
    // React renders `style` as an attribute, which cannot carry a nonce.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The Content-Security-Policy of a page whose inline scripts and styles carry a nonce. */
export const createNoncePolicy = (nonce: string): string => createPolicy(` 'nonce-${nonce}'`);

const STRICT_POLICY = createPolicy();

/** Vite reloads over a web socket and adds scripts and styles without a nonce. */
const DEVELOPMENT_POLICY = `${createPolicy(" 'unsafe-inline'")}; connect-src 'self' ws: wss:`;

/**
 * Adds the decorator `cspNonce` to replies.
 *
 * @returns a function that sets the security headers of a response
 */
export function createSecurityHeaders(
  app: FastifyInstance,
  mode: HttpServerValues["NODE_ENV"],
): (reply: FastifyReply) => void {
  const nonces = new WeakMap<FastifyReply, string>();
  const headers = {
    ...COMMON_HEADERS,
    "content-security-policy": mode === "development" ? DEVELOPMENT_POLICY : STRICT_POLICY,
    // Browsers apply it over https only. It does not include other hosts of the domain.
    ...(mode === "production" && { "strict-transport-security": `max-age=${HSTS_SECONDS}` }),
  };

  app.decorateReply("cspNonce", {
    getter() {
      const nonce = nonces.get(this) ?? randomBytes(16).toString("base64url");
      nonces.set(this, nonce);
      // Beside a nonce browsers ignore 'unsafe-inline', which development needs.
      if (mode !== "development") this.header("content-security-policy", createNoncePolicy(nonce));
      return { script: nonce, style: nonce };
    },
  });

  return (reply: FastifyReply) => void reply.headers(headers);
}
