import type { FastifyRequest } from "fastify";
import { AppError } from "../../errors/index.ts";

const METHODS_WITHOUT_BODY = new Set(["GET", "HEAD"]);

/**
 * Converts a request into the web's own interface, for a library that is no route of Fastify. Protocol and host come from
 * Fastify, which trusts a proxy's headers only where TRUST_PROXY says so. The body is the bytes that Fastify has read,
 * within its limit.
 *
 * @param signal aborts when the response is no longer needed
 * @throws AppError `page.address` when the Host header and the path make no URL
 */
export function toWebRequest(request: FastifyRequest, signal: AbortSignal): Request {
  const headers = new Headers();
  const { rawHeaders } = request.raw;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  const init: RequestInit = { method: request.method, headers, signal };
  if (!METHODS_WITHOUT_BODY.has(request.method) && Buffer.isBuffer(request.body))
    init.body = new Uint8Array(request.body);
  return new Request(getRequestUrl(request), init);
}

function getRequestUrl({ protocol, host, raw }: FastifyRequest): URL {
  // Joined as text: a path that begins with two slashes must not be parsed as a host.
  const url = URL.parse(`${protocol}://${host}${raw.url}`);
  if (url) return url;
  throw new AppError({
    code: "page.address",
    category: "invalid",
    message: "The Host header and the path make no address.",
    hint: "Send the host's name, with its port where it has one.",
  });
}
