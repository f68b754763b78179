import { type File, type Files, sameContent } from "../../render/file.ts";
import type { Found } from "../folder.ts";
import { unresolved } from "../merge/line/markers.ts";
import { mergeFile } from "../merge/merge-file.ts";
import { type Change, type Merge, type Plan, planChanges } from "../plan.ts";
import { isUnedited, modeOf, sameFile } from "../same.ts";
import { lockPath } from "../state.ts";
import type { Syntax } from "../syntax/syntax.ts";
import type { Branches } from "./branches.ts";
import { type Start, startOf } from "./start.ts";

/** What a path shall hold, and what of that its owner has to decide. */
interface Outcome {
  readonly found: Found;
  readonly conflicts: number;
  /** The other side of a conflict that cannot be marked. */
  readonly aside?: File;
}

const settled = (found: Found): Outcome => ({ found, conflicts: 0 });

function isSame(one: Found, other: Found): boolean {
  return typeof one === "string" || typeof other === "string" ? one === other : sameFile(one, other);
}

/** The edits of one side, carried over to what is written now. */
function carried(path: string, { base, ours }: Start, theirs: File | undefined, merge: Merge): Outcome {
  const one = (file: File | undefined): Files => new Map(file === undefined ? [] : [[path, file]]);
  const [change] = planChanges({ base: one(base), theirs: one(theirs), ours: () => ours }, merge);
  if (change === undefined) return settled(ours);
  const { kind, file, before, conflicts = 0 } = change;
  if (kind === "delete") return settled("absent");
  if (kind === "keep" || kind === "blocked") return settled(before);
  if (kind === "conflict" && conflicts === 0) return { found: before, conflicts: 1, aside: file };
  return { found: file, conflicts };
}

/** Both outcomes in one: each is what is written now, with the edits of one side. */
function joined(
  path: string,
  written: File | undefined,
  one: Outcome,
  other: Outcome,
  syntax: Syntax,
): Outcome {
  if (isSame(one.found, other.found)) return one.conflicts > 0 ? one : other;
  const bare: Found = written ?? "absent";
  if (isSame(one.found, bare) && one.conflicts === 0) return other;
  if (isSame(other.found, bare) && other.conflicts === 0) return one;
  // An edit wins over a deletion.
  if (typeof one.found === "string") return other;
  if (typeof other.found === "string") return one;
  const [base, ours, theirs] = [written, one.found, other.found].map((file) => file?.content);
  if (
    typeof ours !== "string" ||
    typeof theirs !== "string" ||
    (base !== undefined && typeof base !== "string")
  )
    return { found: one.found, conflicts: 1, aside: other.found };
  const { text } = mergeFile(path, { base: base ?? null, ours, theirs }, syntax);
  const content = text ?? "";
  const file = { content, executable: modeOf(written, other.found, one.found) };
  return { found: file, conflicts: unresolved(content).length };
}

/** What turns the folder into an outcome. */
function changeTo(path: string, outcome: Outcome, now: Found, written: File | undefined): Change[] {
  const { found, conflicts, aside } = outcome;
  if (now === "blocked") {
    if (written === undefined) return [];
    return [{ path, kind: "blocked", file: written, before: now }];
  }
  if (found === "blocked") return [];
  if (aside !== undefined) return [{ path, kind: "conflict", file: aside, before: now, conflicts: 0 }];
  if (found === "absent") return now === "absent" ? [] : [{ path, kind: "delete", file: now, before: now }];
  if (conflicts > 0) return [{ path, kind: "conflict", file: found, before: now, conflicts }];
  if (now === "absent") return [{ path, kind: "create", file: found, before: now }];
  if (isUnedited(now, found) && now.executable === found.executable)
    return [{ path, kind: "keep", kept: "same", file: now, before: now }];
  const isOurs = written !== undefined && sameContent(found, written);
  return [{ path, kind: isOurs ? "replace" : "merge", file: found, before: now }];
}

/**
 * What puts two branches of an application together: what is written for both of them at once, with the edits of each
 * carried over by itself, so that git's own merge of the texts, and its markers, do not matter. Where the folder is not
 * as git left it, it counts as what its owner has decided. npm's lock is not in it.
 */
export function reunite(
  branches: Branches,
  rendered: Files,
  now: (path: string) => Found,
  syntax: Syntax,
): Plan {
  const merge: Merge = (path, texts) => mergeFile(path, texts, syntax);
  const paths = new Set([...rendered.keys(), ...branches.ours.base.keys(), ...branches.theirs.base.keys()]);
  paths.delete(lockPath);
  return [...paths].flatMap((path) => {
    const written = rendered.get(path);
    const found = now(path);
    if (found === "blocked") return changeTo(path, settled(found), found, written);
    const start = startOf(path, branches, found);
    const [one, other] = start.sides.map((side) => carried(path, side, written, merge));
    if (one === undefined || other === undefined) return [];
    // Decided by hand: whichever of the two beginnings explains it.
    const outcome = start.isDecided
      ? ([one, other].find(({ conflicts }) => conflicts === 0) ?? one)
      : joined(path, written, one, other, syntax);
    return changeTo(path, outcome, found, written);
  });
}
