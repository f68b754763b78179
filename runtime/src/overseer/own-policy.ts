import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import { createNoncePolicy } from "../http/index.ts";

/**
 * Sends the headers that protect a page where the application sends none: what the page may load is what this server
 * sends, and the inline scripts that carry the nonce.
 */
export function sendOwnPolicy(reply: FastifyReply): string {
  const nonce = randomBytes(16).toString("base64url");
  reply.headers({
    "content-security-policy": createNoncePolicy(nonce),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
  });
  return nonce;
}
