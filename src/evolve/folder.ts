import { lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
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

function throughFoldersOnly(folder: string, path: string): boolean {
  for (let above = dirname(path); above !== "."; above = dirname(above)) {
    const facts = factsOf(join(folder, above));
    if (facts !== null && !facts.isDirectory()) return false;
  }
  return true;
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

const codeBelow = ["app", "tests"];
const isCode = /\.[cm]?[jt]sx?$/;

/** The paths of all code of an application. No link is followed. */
export function codeIn(folder: string): string[] {
  return codeBelow.flatMap((name) => {
    if (factsOf(join(folder, name))?.isDirectory() !== true) return [];
    return readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isCode.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
      .sort();
  });
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
