import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The commit that a folder's working copy stands on, read from `.git` without starting git.
 *
 * @returns its hash, or null where there is no repository, no commit yet, or a layout that is not the usual one
 */
export function readCommit(folder: string): string | null {
  const read = (file: string) => {
    try {
      return readFileSync(join(folder, ".git", file), "utf8").trim();
    } catch {
      return undefined;
    }
  };
  const head = read("HEAD");
  const branch = head?.startsWith("ref: ") ? head.slice("ref: ".length) : undefined;
  if (branch === undefined) return parseHash(head);
  return parseHash(read(branch)) ?? findPackedRef(read("packed-refs"), branch);
}

function findPackedRef(list: string | undefined, branch: string): string | null {
  const line = list?.split("\n").find((text) => text.endsWith(` ${branch}`));
  return parseHash(line?.split(" ")[0]);
}

function parseHash(text: string | undefined): string | null {
  return text !== undefined && /^[0-9a-f]{40,64}$/.test(text) ? text : null;
}
