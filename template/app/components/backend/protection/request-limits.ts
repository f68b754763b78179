import type { FastifyInstance, FastifyRequest } from "fastify";
import { answerFault } from "#app/components/backend/errors/answer-error.ts";
import {
  type Fault,
  HEADERS_TOO_LARGE,
  PATH_TOO_LONG,
  QUERY_TOO_LONG,
} from "#app/components/backend/errors/catalogue.ts";
import { hasMore } from "#app/core/request-bodies.ts";

/** Far above what any route, page or browser needs. Node itself limits all headers together to 16 KiB. */
const MAX_PATH_CHARACTERS = 2_048;
const MAX_PATH_SEGMENTS = 64;
const MAX_QUERY_CHARACTERS = 8_192;
const MAX_QUERY_PARAMETERS = 200;
const MAX_HEADERS = 100;
const MAX_COOKIES = 200;
/** Parsers of media types take time by the square of the length, and all that it names is a type and a boundary. */
const MAX_CONTENT_TYPE_CHARACTERS = 256;

/**
 * Refuses requests of a shape that only an attack has, before anything parses them: what matches routes, reads queries
 * or sorts cookies may take time that grows faster than its input, and one request must not hold up all others.
 */
export function limitRequests(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    const fault = faultIn(request);
    if (fault) answerFault(fault, request, reply);
    else done();
  });
}

function faultIn({ raw }: FastifyRequest): Fault | undefined {
  const url = raw.url ?? "";
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  // An encoded slash is one for whatever decodes the path.
  if (path.length > MAX_PATH_CHARACTERS || hasMore(path, "/", MAX_PATH_SEGMENTS)) return PATH_TOO_LONG;
  if (hasMore(path.toLowerCase(), "%2f", MAX_PATH_SEGMENTS)) return PATH_TOO_LONG;
  if (end !== -1) {
    if (url.length - end > MAX_QUERY_CHARACTERS || hasMore(url, "&", MAX_QUERY_PARAMETERS, end))
      return QUERY_TOO_LONG;
  }
  const { rawHeaders, headers } = raw;
  if (rawHeaders.length / 2 > MAX_HEADERS) return HEADERS_TOO_LARGE;
  if ((headers["content-type"] ?? "").length > MAX_CONTENT_TYPE_CHARACTERS) return HEADERS_TOO_LARGE;
  if (hasMore(headers.cookie ?? "", ";", MAX_COOKIES)) return HEADERS_TOO_LARGE;
  return undefined;
}
