import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from "diff";
import type { File } from "../render/file.ts";

/** Lines of context around a change. */
const CONTEXT_LINES = 3;

/** Added and deleted lines up to which the smallest patch is searched for. The time grows with their square. */
const MAX_EDIT_LENGTH = 2_000;

const isBinary = (file: File | null) => file !== null && typeof file.content !== "string";
const textOf = (file: File | null) => String(file?.content ?? "");

/** The hunks between two texts: the fewest changed lines, or all of them where the texts have little in common. */
function findHunks(before: string, after: string): StructuredPatch["hunks"] {
  const maxEditLength = before === "" || after === "" ? Number.POSITIVE_INFINITY : MAX_EDIT_LENGTH;
  const options = { context: CONTEXT_LINES, maxEditLength };
  const smallest = structuredPatch("", "", before, after, "", "", options);
  if (smallest) return smallest.hunks;
  const [deleted] = structuredPatch("", "", before, "").hunks;
  const [added] = structuredPatch("", "", "", after).hunks;
  if (deleted === undefined || added === undefined) return [];
  return [{ ...deleted, newStart: 1, newLines: added.newLines, lines: [...deleted.lines, ...added.lines] }];
}

/** How one file became another, in the form that `diff -u` and git have; null is no file. Empty when nothing differs. */
export function patchOf(path: string, before: File | null, after: File | null): string[] {
  const oldFileName = before === null ? "/dev/null" : `a/${path}`;
  const newFileName = after === null ? "/dev/null" : `b/${path}`;
  if (isBinary(before) || isBinary(after))
    return [`--- ${oldFileName}`, `+++ ${newFileName}`, `Binary files differ: ${path}`];
  const hunks = findHunks(textOf(before), textOf(after));
  if (hunks.length === 0 && before !== null && after !== null) return [];
  const patch = { oldFileName, newFileName, oldHeader: "", newHeader: "", hunks };
  return formatPatch(patch, FILE_HEADERS_ONLY).slice(0, -1).split("\n");
}
