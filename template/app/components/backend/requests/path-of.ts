import type { FastifyRequest } from "fastify";

/** The path without the query, which may hold what neither a log nor an answer should repeat. */
export function pathOf({ url }: FastifyRequest): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
