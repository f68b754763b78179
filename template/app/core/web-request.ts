import { AppError } from "@aegis-stack/runtime/errors";
import type { FastifyRequest } from "fastify";

/** What tells where a request was sent from. */
interface Sent {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const WITHOUT_BODY = new Set(["GET", "HEAD"]);

/**
 * The request as the web's own interface has it, for what is no route of Fastify. Protocol and host come from Fastify, which believes a proxy's headers only
 * where TRUST_PROXY says so. The body is the bytes that Fastify has read, within its limit.
 *
 * @param signal aborts when the page is given up
 * @throws AppError `page.address` when the Host header and the path make no URL
 */
export function webRequest(request: FastifyRequest, signal: AbortSignal): Request {
  const headers = new Headers();
  const { rawHeaders } = request.raw;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  const init: RequestInit = { method: request.method, headers, signal };
  if (!WITHOUT_BODY.has(request.method) && Buffer.isBuffer(request.body))
    init.body = new Uint8Array(request.body);
  return new Request(address(request), init);
}

function address({ protocol, host, raw }: FastifyRequest): URL {
  // Joined as text: a path that begins with two slashes must not be taken for a host.
  const url = URL.parse(`${protocol}://${host}${raw.url}`);
  if (url) return url;
  throw new AppError({
    code: "page.address",
    kind: "invalid",
    what: "The Host header and the path make no address.",
    todo: "Send the host's name, with its port where it has one.",
  });
}

/**
 * Whether a browser says that a page of another site made it send what may change something: by the origin that it
 * names, or, where it names none, by the site. What is no browser says neither, and carries no cookies that somebody
 * else could use.
 *
 * @param own this application's origin; asked for where it matters, since most requests change nothing
 */
export function isFromElsewhere({ method, headers }: Sent, own: () => string): boolean {
  if (WITHOUT_BODY.has(method)) return false;
  const { origin, "sec-fetch-site": site } = headers;
  if (origin !== undefined) return origin !== own();
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** Tells operators, who alone can do something about it, why a request counts as sent from another site. */
export function logForeignOrigin({ log, headers, protocol, host }: FastifyRequest): void {
  const fields = { origin: headers.origin, own: `${protocol}://${host}` };
  log.info(fields, "a request from another origin was refused; behind a proxy, TRUST_PROXY must name it");
}
