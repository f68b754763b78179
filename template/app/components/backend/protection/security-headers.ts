import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Settings } from "#app/core/settings/schema.ts";

declare module "fastify" {
  interface FastifyReply {
    /**
     * What inline scripts and styles of this answer carry, so that the browser runs them. New for each answer;
     * to read it is to allow it in the answer's Content-Security-Policy.
     */
    readonly cspNonce: { script: string; style: string };
  }
}

const HALF_A_YEAR = 15_552_000;

const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-permitted-cross-domain-policies": "none",
};

/** What a page may load: what this server sends, and the inline scripts and styles that carry the nonce. */
const policy = (nonce = "") =>
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

const STRICT = policy();

/** Vite reloads over a web socket and adds scripts and styles that know no nonce. */
const DEVELOPMENT = `${policy(" 'unsafe-inline'")}; connect-src 'self' ws: wss:`;

/**
 * Headers that tell browsers what not to do.
 *
 * @returns a function that puts them on an answer
 */
export function securityHeaders(app: FastifyInstance, mode: Settings["NODE_ENV"]) {
  const nonces = new WeakMap<FastifyReply, string>();
  const headers = {
    ...HEADERS,
    "content-security-policy": mode === "development" ? DEVELOPMENT : STRICT,
    // Browsers heed it over https only. Other hosts of the domain are not ours to decide about.
    ...(mode === "production" && { "strict-transport-security": `max-age=${HALF_A_YEAR}` }),
  };

  app.decorateReply("cspNonce", {
    getter() {
      const nonce = nonces.get(this) ?? randomBytes(16).toString("base64url");
      nonces.set(this, nonce);
      // Beside a nonce browsers ignore 'unsafe-inline', which development lives on.
      if (mode !== "development") this.header("content-security-policy", policy(` 'nonce-${nonce}'`));
      return { script: nonce, style: nonce };
    },
  });

  return (reply: FastifyReply) => void reply.headers(headers);
}
