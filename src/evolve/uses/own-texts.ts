import type { Files } from "../../render/file.ts";
import type { Found } from "../folder.ts";
import { lockPath, statePath } from "../state.ts";

/** What an owner has written at a path: all of a file of his own, and the lines that he added to one of ours. */
export interface OwnText {
  readonly path: string;
  readonly text: string;
}

// Documents may mention what was removed, values in .env do no harm, and aegis.json names parts, one of them as a package is named: ai.
const isSearched = (path: string): boolean =>
  path !== lockPath &&
  path !== statePath &&
  !/\.(?:md|sql|lock|log)$|(?:^|\/)(?:pnpm-lock\.yaml|\.env)$/.test(path);

/** Everything that the owner has written himself, in whatever language. */
export function ownTexts(paths: readonly string[], base: Files, ours: (path: string) => Found): OwnText[] {
  return paths.filter(isSearched).flatMap((path) => {
    const found = ours(path);
    if (typeof found === "string" || typeof found.content !== "string") return [];
    const written = base.get(path)?.content;
    if (found.content === written) return [];
    if (typeof written !== "string") return [{ path, text: found.content }];
    const known = new Set(written.split(/\r?\n/).map((line) => line.trim()));
    const own = found.content.split(/\r?\n/).filter((line) => !known.has(line.trim()));
    return own.length === 0 ? [] : [{ path, text: own.join("\n") }];
  });
}
