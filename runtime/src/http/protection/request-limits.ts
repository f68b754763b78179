import type { FastifyInstance, FastifyRequest } from "fastify";
import { HEADERS_TOO_LARGE, type HttpFault, PATH_TOO_LONG, QUERY_TOO_LONG } from "../errors/catalogue.ts";
import { sendFault } from "../errors/send-error.ts";
import { occursMoreThan } from "../requests/request-bodies.ts";

/** Far above what any route, page or browser needs. Node itself limits all headers together to 16 KiB. */
const MAX_PATH_CHARACTERS = 2_048;
const MAX_PATH_SEGMENTS = 64;
const MAX_QUERY_CHARACTERS = 8_192;
const MAX_QUERY_PARAMETERS = 200;
const MAX_HEADERS = 100;
const MAX_COOKIES = 200;
/** The time to parse a media type grows with the square of its length, and all that it names is a type and a boundary. */
const MAX_CONTENT_TYPE_CHARACTERS = 256;

/**
 * Refuses requests of a shape that only an attack has, before anything parses them: the time to match a route, to parse a
 * query or to sort cookies may grow faster than the input, and one request must not block all others.
 */
export function limitRequests(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    const fault = findFault(request);
    if (fault) sendFault(fault, request, reply);
    else done();
  });
}

function findFault({ raw }: FastifyRequest): HttpFault | undefined {
  const url = raw.url ?? "";
  const end = url.indexOf("?");
  const path = end === -1 ? url : url.slice(0, end);
  // An encoded slash counts as one, since the path is decoded later.
  if (path.length > MAX_PATH_CHARACTERS || occursMoreThan(path, "/", MAX_PATH_SEGMENTS)) return PATH_TOO_LONG;
  if (occursMoreThan(path.toLowerCase(), "%2f", MAX_PATH_SEGMENTS)) return PATH_TOO_LONG;
  if (end !== -1) {
    if (url.length - end > MAX_QUERY_CHARACTERS || occursMoreThan(url, "&", MAX_QUERY_PARAMETERS, end))
      return QUERY_TOO_LONG;
  }
  const { rawHeaders, headers } = raw;
  if (rawHeaders.length / 2 > MAX_HEADERS) return HEADERS_TOO_LARGE;
  if ((headers["content-type"] ?? "").length > MAX_CONTENT_TYPE_CHARACTERS) return HEADERS_TOO_LARGE;
  if (occursMoreThan(headers.cookie ?? "", ";", MAX_COOKIES)) return HEADERS_TOO_LARGE;
  return undefined;
}
