import { type File, type Files, sameContent } from "../render/file.ts";
import type { Found } from "./folder.ts";
import type { Note } from "./merge/key/merge-tree.ts";
import { isUnedited, modeOf, sameFile } from "./same.ts";

/**
 * What becomes of one path.
 * create: nothing is there · replace: what is there is as it was written, or can be given back · merge: both sides
 * changed it and both stay · delete: it is as it was written and no longer wanted · keep: it stays as it is
 * conflict: the owner has to decide · blocked: it cannot be a file (a folder or a link is in the way)
 */
export type ChangeKind = "create" | "replace" | "merge" | "delete" | "keep" | "conflict" | "blocked";

/**
 * Why something stays as it is. same: it is already as it shall be · edited: it would go, but the owner changed it
 * deleted: the owner deleted it · elsewhere: the owner has a folder or a link there
 */
export type Kept = "same" | "edited" | "deleted" | "elsewhere";

export interface Change {
  readonly path: string;
  readonly kind: ChangeKind;
  /** What shall be there; for what goes or is kept, what is or was there. */
  readonly file: File;
  /** What was found there when the plan was made. */
  readonly before: Found;
  readonly kept?: Kept;
  /** For what is kept although it would go: what of the application still imports or names it. */
  readonly usedBy?: readonly string[];
  /**
   * How many places are marked. 0 in a conflict: it cannot be marked, and `file` is the other side, to be laid aside.
   * Absent where nothing is merged.
   */
  readonly conflicts?: number;
  /** What a merge by key settled by a rule: worth telling, nothing to do. */
  readonly notes?: readonly Note[];
}

export type Plan = readonly Change[];

export interface Versions {
  /** As it was written last time. Empty where nothing was. */
  readonly base: Files;
  /** As it would be written now. */
  readonly theirs: Files;
  /** As the owner has it. */
  readonly ours: (path: string) => Found;
}

interface Texts {
  readonly base: string | null;
  readonly theirs: string | null;
  readonly ours: string | null;
}

/** Merges one text three ways; `conflicts` are the places that it marked. */
export type Merge = (
  path: string,
  texts: Texts,
) => {
  readonly text: string | null;
  readonly conflicts: readonly unknown[];
  readonly notes: readonly Note[];
};

const keep = (path: string, kept: Kept, file: File, before: Found): Change => ({
  path,
  kind: "keep",
  file,
  before,
  kept,
});

function textOf(file: File | undefined): string | null {
  return typeof file?.content === "string" ? file.content : null;
}

function merged(path: string, base: File | undefined, theirs: File, ours: File, merge: Merge | null): Change {
  const conflict = { path, kind: "conflict", file: theirs, before: ours } as const;
  if (merge === null) return conflict;
  const isText = [base, theirs, ours].every((file) => file === undefined || textOf(file) !== null);
  if (!isText) return { ...conflict, conflicts: 0 };
  const texts = { base: textOf(base), theirs: textOf(theirs), ours: textOf(ours) };
  const { text, conflicts, notes } = merge(path, texts);
  const withNotes = notes.length === 0 ? {} : { notes };
  // All three have a text, so there is one.
  const file = { content: text ?? "", executable: modeOf(base, theirs, ours) };
  if (conflicts.length > 0) return { ...conflict, ...withNotes, file, conflicts: conflicts.length };
  if (sameFile(file, ours)) return { ...keep(path, "same", ours, ours), ...withNotes };
  return { path, kind: "merge", file, before: ours, ...withNotes };
}

function ofNew(path: string, theirs: File, found: Found, merge: Merge | null): Change {
  if (found === "absent") return { path, kind: "create", file: theirs, before: found };
  if (found === "blocked") return { path, kind: "blocked", file: theirs, before: found };
  if (sameContent(found, theirs)) return keep(path, "same", found, found);
  return merged(path, undefined, theirs, found, merge);
}

function ofGone(path: string, base: File, found: Found): Change[] {
  if (found === "absent") return [];
  if (found === "blocked") return [keep(path, "elsewhere", base, found)];
  if (!isUnedited(found, base)) return [keep(path, "edited", found, found)];
  return [{ path, kind: "delete", file: base, before: found }];
}

function ofChanged(path: string, base: File, theirs: File, found: Found, merge: Merge | null): Change {
  if (found === "absent") return keep(path, "deleted", theirs, found);
  if (found === "blocked") return keep(path, "elsewhere", theirs, found);
  if (sameFile(found, theirs)) return keep(path, "same", found, found);
  if (!sameContent(found, base)) return merged(path, base, theirs, found, merge);
  const file = { ...theirs, executable: modeOf(base, theirs, found) };
  return { path, kind: "replace", file, before: found };
}

/**
 * What writing `theirs` over what was written before would change, given what is there now. Pure: nothing is written.
 * A path of which both versions say the same is not looked at: whatever the owner made of it stays.
 */
export function planChanges({ base, theirs, ours }: Versions, merge: Merge | null = null): Plan {
  const paths = new Set([...theirs.keys(), ...base.keys()]);
  return [...paths].flatMap((path) => {
    const before = base.get(path);
    const after = theirs.get(path);
    if (after === undefined) return before === undefined ? [] : ofGone(path, before, ours(path));
    if (before === undefined) return [ofNew(path, after, ours(path), merge)];
    return sameFile(before, after) ? [] : [ofChanged(path, before, after, ours(path), merge)];
  });
}

/** The same plan with those conflicts turned into replacements whose present content can be got back. */
export function replacing(plan: Plan, recoverable: ReadonlySet<string>): Plan {
  return plan.map((change) =>
    change.kind === "conflict" && recoverable.has(change.path) ? { ...change, kind: "replace" } : change,
  );
}

/** The paths of which the plan says this. */
export function pathsOf(plan: Plan, kind: ChangeKind): string[] {
  return plan.filter((change) => change.kind === kind).map((change) => change.path);
}
