import { isAbsolute, join } from "node:path";

const FILE_URL = /^file:(?!\/\/)(?<path>[^?#]+)$/;

/** @returns what is wrong with a setting that must name a file, as the rest of a sentence; undefined when nothing is */
export const findFileUrlFault = (given: string): string | undefined =>
  FILE_URL.test(given) && !given.endsWith("/")
    ? undefined
    : "must be file: and the path of a file, such as file:data/app.db";

/**
 * The absolute path that a valid DATABASE_URL names.
 *
 * @param root the folder in which a relative path begins
 */
export function parseFileUrl(url: string, root: string): string {
  const path = FILE_URL.exec(url)?.groups?.path ?? url;
  return isAbsolute(path) ? path : join(root, path);
}
