import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** An id appears in logs and headers, so only characters that do no harm there are accepted. */
const REQUEST_ID_PATTERN = /^[\w.~-]{1,128}$/;

/** Returns the id that the client sent in X-Request-Id when it is well-formed, else a new one. */
export function getRequestId({ headers }: Pick<IncomingMessage, "headers">): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && REQUEST_ID_PATTERN.test(given) ? given : randomUUID();
}
