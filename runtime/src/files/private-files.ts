import { chmodSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The permissions of the group and of all other users. The umask that an application's processes set is the same. */
const GROUP_AND_OTHERS = 0o077;

/**
 * Takes the permissions of other users away from a folder and everything in it: files that were restored by hand or
 * written by an older version. What belongs to another user or cannot be changed stays as it is. Does nothing on Windows,
 * which has no such permissions.
 */
export function restrictFolder(folder: string): void {
  if (process.platform === "win32") return;
  restrict(folder, true);
}

function restrict(path: string, isRoot = false): void {
  try {
    const { mode, isDirectory } = readMode(path);
    if (isDirectory && mode & GROUP_AND_OTHERS) chmodSync(path, mode & 0o7777 & ~GROUP_AND_OTHERS);
    else if (!isDirectory && !isRoot && mode & 0o177) chmodSync(path, 0o600);
    if (isDirectory) for (const name of readdirSync(path)) restrict(join(path, name));
  } catch {
    // The file is gone, is not there yet, or belongs to another user.
  }
}

function readMode(path: string) {
  const found = lstatSync(path);
  if (found.isSymbolicLink() || !(found.isFile() || found.isDirectory())) throw new TypeError("not a file");
  return { mode: found.mode, isDirectory: found.isDirectory() };
}

/** Creates a folder, and those above it that are missing, that only this user can enter. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
