import { diff } from "../merge/line/diff.ts";
import { regionsOf } from "../merge/line/regions.ts";
import type { BothSides } from "./git-markers.ts";

const linesOf = (text: string): string[] => text.split(/(?<=\n)/).filter((line) => line !== "");

/**
 * Merges three texts as git does: what only one side changed is taken over, and where both changed, each keeps its own.
 * So `ours` and `theirs` are one text where nothing is in conflict.
 */
export function plainMerge(base: string, ours: string, theirs: string): BothSides {
  const [before, mine, incoming] = [base, ours, theirs].map(linesOf) as [string[], string[], string[]];
  const sides = { ours: [] as string[], theirs: [] as string[] };
  const both = (lines: readonly string[]) => {
    sides.ours.push(...lines);
    sides.theirs.push(...lines);
  };
  let at = 0;
  for (const region of regionsOf(diff(before, mine), diff(before, incoming))) {
    both(before.slice(at, region.base[0]));
    const [own, other] = [mine.slice(...region.ours), incoming.slice(...region.theirs)];
    if (region.theirsHunks.length === 0 || own.join("") === other.join("")) both(own);
    else if (region.oursHunks.length === 0) both(other);
    else {
      sides.ours.push(...own);
      sides.theirs.push(...other);
    }
    at = region.base[1];
  }
  both(before.slice(at));
  return { ours: sides.ours.join(""), theirs: sides.theirs.join("") };
}
