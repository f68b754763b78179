import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** It ends up in logs and headers, so only what can do no harm there is taken over. */
const WELL_FORMED = /^[\w.~-]{1,128}$/;

/** The id that the caller gave in X-Request-Id, when it is well-formed; else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && WELL_FORMED.test(given) ? given : randomUUID();
}
