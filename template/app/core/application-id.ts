import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { APP_NAME, ROOT } from "./constants.ts";

/** The header of `/health/live` by which commands recognise their own server. */
export const APPLICATION_ID_HEADER = "x-application-id";

/**
 * Which copy of which application this is: its name and, as a hash that tells nothing else, its folder. Ports are shared
 * by whatever runs on a machine, and a command must not act on another application that happens to answer.
 */
export const APPLICATION_ID = applicationId(APP_NAME, realpathSync(ROOT));

export function applicationId(name: string, folder: string): string {
  const hash = createHash("sha256").update(`${name}\0${folder}`).digest("hex").slice(0, 16);
  return `${encodeURIComponent(name)}:${hash}`;
}

/** The name in an id, as it may be shown on a terminal; undefined for what is no id. */
export function applicationNameIn(id: string): string | undefined {
  const [, name = ""] = /^([\w.%~-]{1,300}):[0-9a-f]{16}$/.exec(id) ?? [];
  if (name === "") return undefined;
  try {
    return decodeURIComponent(name).replace(/\p{Cc}/gu, " ");
  } catch {
    return undefined;
  }
}
