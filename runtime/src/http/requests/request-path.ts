import type { FastifyRequest } from "fastify";

/** The path without the query, which may hold values that neither a log nor a response should repeat. */
export function getRequestPath({ url }: Pick<FastifyRequest, "url">): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
