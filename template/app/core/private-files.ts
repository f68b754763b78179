import { chmodSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DATA_DIRECTORY } from "./constants.ts";

/** What the group and all other users would be allowed. The umask of every process, which preload.cjs sets, is the same. */
const OTHERS = 0o077;

/**
 * Takes the rights of others away from a folder and everything in it that is there already: restored by hand, or written
 * by an older version. What belongs to another user or cannot be changed is left as it is.
 */
export function restrictFolder(folder: string = DATA_DIRECTORY): void {
  // Windows has no such rights; what a user's folder holds is that user's.
  if (process.platform === "win32") return;
  restrict(folder, true);
}

function restrict(path: string, isRoot = false): void {
  try {
    const { mode, isDirectory } = describe(path);
    if (isDirectory && mode & OTHERS) chmodSync(path, mode & 0o7777 & ~OTHERS);
    else if (!isDirectory && !isRoot && mode & 0o177) chmodSync(path, 0o600);
    if (isDirectory) for (const name of readdirSync(path)) restrict(join(path, name));
  } catch {
    // Not there any more, not there yet, or not ours.
  }
}

function describe(path: string) {
  const found = lstatSync(path);
  if (found.isSymbolicLink() || !(found.isFile() || found.isDirectory())) throw new TypeError("not a file");
  return { mode: found.mode, isDirectory: found.isDirectory() };
}

/** Makes a folder, and those above it that are missing, that only this user can enter. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
