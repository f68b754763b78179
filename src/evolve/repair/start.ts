import { type File, sameContent } from "../../render/file.ts";
import type { Found } from "../folder.ts";
import type { Branches, Side } from "./branches.ts";
import { hasMarkers, saidLines, sidesOf } from "./git-markers.ts";
import { plainMerge } from "./plain-merge.ts";

/** What was written at a path on one side, and what its owner made of it. */
export interface Start {
  readonly base: File | undefined;
  readonly ours: Found;
}

/** From where a path of two branches is put together. */
interface Starts {
  readonly sides: readonly [Start, Start];
  /** Whether its owner has put it together already: then both sides are the same text. */
  readonly isDecided: boolean;
}

const plain = (text: string): string => text.replaceAll("\r\n", "\n");

function textOf(found: Found | undefined): string | null {
  return found === undefined || typeof found === "string" || typeof found.content !== "string"
    ? null
    : plain(found.content);
}

function isSame(one: Found, other: Found): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  const [first, second] = [textOf(one), textOf(other)];
  return first === null || second === null ? sameContent(one, other) : first === second;
}

/**
 * Whether the folder has a path as git left it when it put two branches together. Where git left its markers, that is
 * seen by the lines: none is new, and none is missing that a side added or both have.
 */
function isAsGitLeftIt(now: Found, base: Found, ours: Found, theirs: Found): boolean {
  if (isSame(ours, theirs) || isSame(theirs, base)) return isSame(now, ours);
  if (isSame(ours, base)) return isSame(now, theirs);
  const [text, before, mine, other] = [now, base, ours, theirs].map(textOf);
  // One side deleted what the other changed, or it is no text: git leaves one of them, and says so.
  if (mine === null || other === null) return isSame(now, ours) || isSame(now, theirs);
  if (typeof text !== "string" || mine === undefined || other === undefined) return false;
  if (!hasMarkers(text)) {
    const merged = plainMerge(before ?? "", mine, other);
    return merged.ours === merged.theirs && merged.ours === text;
  }
  const [said, old, one, two] = [text, before ?? "", mine, other].map(saidLines) as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const isKnown = [...said].every((line) => old.has(line) || one.has(line) || two.has(line));
  const isWhole = [...one, ...two].every(
    (line) => said.has(line) || (old.has(line) && !(one.has(line) && two.has(line))),
  );
  return isKnown && isWhole;
}

const foundIn = (side: Side | null, path: string): Found => side?.ours?.get(path) ?? "absent";

/** What was written for both branches, put together as git does it: one file for each side where it cannot be. */
function basesOf(path: string, { base, ours, theirs }: Branches): [File | undefined, File | undefined] {
  const [before, mine, other] = [base, ours, theirs].map((side) => side?.base.get(path));
  const has = (one: File | undefined, two: File | undefined) => isSame(one ?? "absent", two ?? "absent");
  if (has(mine, other) || (base !== null && has(other, before))) return [mine, mine];
  if (base !== null && has(mine, before)) return [other, other];
  const [old, one, two] = [before, mine, other].map((file) => textOf(file));
  if (mine === undefined || other === undefined || typeof one !== "string" || typeof two !== "string")
    return [mine, other];
  const merged = plainMerge(old ?? "", one, two);
  return [
    { ...mine, content: merged.ours },
    { ...other, content: merged.theirs },
  ];
}

/** From where a path is put together: from both branches while it is as git left it, or else from the folder. */
export function startOf(path: string, branches: Branches, now: Found): Starts {
  const { base, ours, theirs } = branches;
  if (ours.ours !== null && theirs.ours !== null) {
    const [mine, other] = [foundIn(ours, path), foundIn(theirs, path)];
    if (isAsGitLeftIt(now, foundIn(base, path), mine, other)) {
      const starts = [
        { base: ours.base.get(path), ours: mine },
        { base: theirs.base.get(path), ours: other },
      ] as const;
      return { sides: starts, isDecided: false };
    }
  }
  const [mine, other] = basesOf(path, branches);
  const text = typeof now === "string" || typeof now.content !== "string" ? null : now.content;
  if (typeof now === "string" || text === null || !hasMarkers(text))
    return {
      sides: [
        { base: mine, ours: now },
        { base: other, ours: now },
      ],
      isDecided: true,
    };
  const sides = sidesOf(text);
  return {
    sides: [
      { base: mine, ours: { ...now, content: sides.ours } },
      { base: other, ours: { ...now, content: sides.theirs } },
    ],
    isDecided: false,
  };
}
