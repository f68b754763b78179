import { sep } from "node:path";

/**
 * What is wrong with an application's folder, as a sentence; null where nothing is. Vite takes `#` and `?` for parts of
 * an address and React Router decodes `%41`, whichever tool calls them; in PATH a colon ends an entry, and Node refuses a
 * backslash. A folder may hold any other character.
 */
export function complaintAboutPath(path: string, separator: string = sep): string | null {
  const own = separator === "\\" ? path.replace(/^[a-z]:/i, "").replaceAll("\\", "/") : path;
  const found = /[#?%*:\\]|\p{Cc}/u.exec(own)?.[0];
  if (found === undefined) return null;
  const shown = /\p{Cc}/u.test(found) ? JSON.stringify(found) : `"${found}"`;
  return `${JSON.stringify(path)} holds ${shown}, with which the tools that build the pages do not work.`;
}
