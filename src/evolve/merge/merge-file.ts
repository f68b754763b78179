import { noSyntax, type Syntax } from "../syntax/syntax.ts";
import { mergeKeys } from "./key/merge-keys.ts";
import type { Note } from "./key/merge-tree.ts";
import { mergeLines } from "./line/merge-lines.ts";
import { twoSides } from "./line/two-sides.ts";
import { verified } from "./verify.ts";

/** What a path held when it was last written, what it shall hold now, and what its owner has made of it. Null: no file. */
export interface FileSides {
  readonly base: string | null;
  readonly theirs: string | null;
  readonly ours: string | null;
}

/** Something of the owner's and something of the template's that cannot be combined. */
interface Conflict {
  /** The line of the merged text, from 1, on which its marker stands. */
  readonly line: number;
}

export interface MergedFile {
  /** Null: there is to be no file. */
  readonly text: string | null;
  readonly conflicts: readonly Conflict[];
  /** What was settled by a rule: worth a line in a summary, nothing to do. */
  readonly notes: readonly Note[];
}

const settled = (text: string | null): MergedFile => ({ text, conflicts: [], notes: [] });

/**
 * Merges what the template changed in a file into what its owner made of it. Pure, and the same for the same texts.
 * What is settled without a conflict is read once more in its language, where `syntax` knows it: see `verified`.
 * Every change of the owner's is in the text, or in one of its conflicts, which stand between markers
 * (`unresolved` finds them). A file that its owner deleted stays deleted; one that the template gives up stays if it was edited.
 */
export function mergeFile(
  path: string,
  { base, theirs, ours }: FileSides,
  syntax: Syntax = noSyntax,
): MergedFile {
  if (ours === null) return settled(base === null ? theirs : null);
  if (theirs === null) return settled(ours === base ? null : ours);
  if (ours === base) return settled(theirs);
  if (theirs === base || ours === theirs) return settled(ours);
  const { text, conflicts, notes } = mergeKeys(path, { base, ours, theirs }) ?? {
    ...(base === null ? twoSides(ours, theirs) : mergeLines(path, { base, ours, theirs })),
    notes: [],
  };
  const sides = { base: base ?? "", ours, theirs };
  const sure = conflicts.length > 0 ? { text, conflicts } : verified(path, sides, text, syntax);
  return { text: sure.text, conflicts: sure.conflicts.map((line) => ({ line })), notes };
}
