import { type Dirent, lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { join } from "node:path";
import { dirname } from "node:path/posix";
import { systemCode } from "../errors.ts";
import { contentOf, type File } from "../render/file.ts";
import { writeFailure } from "./failure.ts";

/** What a folder holds at a path. "blocked": a folder, a link or something else that must not be written through. */
export type Found = File | "absent" | "blocked";

/** What is at a place, links not followed; null when there is nothing, or a file stands where a folder above it would. */
export function factsOf(place: string): Stats | null {
  try {
    return lstatSync(place);
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

/** The folders that a path of an application lies in, the inner one first. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let each = dirname(path); each !== "."; each = dirname(each)) folders.push(each);
  return folders;
}

function throughFoldersOnly(folder: string, path: string): boolean {
  return foldersAbove(path).every((above) => factsOf(join(folder, above))?.isDirectory() !== false);
}

/** Reads what is at a path of the folder, without following any link. */
export function readFound(folder: string, path: string): Found {
  if (!throughFoldersOnly(folder, path)) return "blocked";
  const place = join(folder, path);
  const facts = factsOf(place);
  if (facts === null) return "absent";
  if (!facts.isFile()) return "blocked";
  return { content: contentOf(readFileSync(place)), executable: (facts.mode & 0o100) !== 0 };
}

const isCode = /\.[cm]?[jt]sx?$/;
export const isCodePath = (path: string): boolean => isCode.test(path);

/** What a program wrote, and what is no text. */
const passedOver = new Set([
  "node_modules",
  ".git",
  ".aegis",
  ".react-router",
  ".yarn",
  "build",
  "dist",
  "coverage",
  "data",
]);

/** Longer ones are data, or made by a program. */
const maxTextBytes = 512 * 1024;

function entriesOf(place: string): Dirent[] {
  try {
    return readdirSync(place, { withFileTypes: true });
  } catch (error) {
    // A server's data may lie there, for its own user alone.
    if (["EACCES", "EPERM", "ENOENT"].includes(systemCode(error) ?? "")) return [];
    throw error;
  }
}

/** The paths of all files below a folder of an application but those that are installed there. No link is followed. */
export function filesBelow(folder: string, within: string): string[] {
  return entriesOf(join(folder, within)).flatMap((entry) => {
    const path = `${within}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesBelow(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

/** The paths of all files of an application that may have been written by hand. No link is followed. */
export function filesIn(folder: string): string[] {
  const below = (within: string): string[] =>
    entriesOf(join(folder, within)).flatMap((entry) => {
      const { name } = entry;
      const path = within === "" ? name : `${within}/${name}`;
      if (entry.isDirectory())
        return passedOver.has(name === "node_modules" ? name : path) ? [] : below(path);
      return entry.isFile() && (factsOf(join(folder, path))?.size ?? 0) <= maxTextBytes ? [path] : [];
    });
  return below("").sort();
}

export type FolderKind = "absent" | "empty" | "not-empty" | "file" | "link";

/** What stands where an application shall be written. Throws, with a sentence, when it cannot be looked at. */
export function kindOfFolder(folder: string): FolderKind {
  try {
    const facts = factsOf(folder);
    if (facts === null) return "absent";
    if (facts.isSymbolicLink()) return "link";
    if (!facts.isDirectory()) return "file";
    return readdirSync(folder).length === 0 ? "empty" : "not-empty";
  } catch (error) {
    throw writeFailure(folder, error, true);
  }
}
