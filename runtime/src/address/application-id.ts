import { createHash } from "node:crypto";

/** The header of `/health/live` by which commands recognise the server of their own application. */
export const APPLICATION_ID_HEADER = "x-application-id";

/**
 * Creates the id of this copy of an application: its name and a hash of its folder, which reveals nothing else. Ports are
 * shared by all processes of a machine, and a command must not act on another application that happens to respond.
 *
 * @param name the name of the application
 * @param folder its root folder, links resolved
 */
export function createApplicationId(name: string, folder: string): string {
  const hash = createHash("sha256").update(`${name}\0${folder}`).digest("hex").slice(0, 16);
  return `${encodeURIComponent(name)}:${hash}`;
}

/** Returns the name in an id, safe to print on a terminal; undefined for a text that is no id. */
export function parseApplicationName(id: string): string | undefined {
  const [, name = ""] = /^([\w.%~-]{1,300}):[0-9a-f]{16}$/.exec(id) ?? [];
  if (name === "") return undefined;
  try {
    return decodeURIComponent(name).replace(/\p{Cc}/gu, " ");
  } catch {
    return undefined;
  }
}
