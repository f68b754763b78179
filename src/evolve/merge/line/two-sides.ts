import { diff } from "./diff.ts";
import { conflictLines } from "./markers.ts";
import type { MergedLines } from "./merge-lines.ts";
import { readText, writeText } from "./text.ts";

/** Two texts that nothing lies before: where they differ there is a conflict, since neither is a change of the other. */
export function twoSides(ours: string, theirs: string): MergedLines {
  const [mine, incoming] = [readText(ours), readText(theirs)];
  const says = (text: typeof mine) => text.lines.map((line) => line.says);
  const lines: string[] = [];
  const conflicts: number[] = [];
  let at = 0;
  for (const hunk of diff(says(mine), says(incoming))) {
    lines.push(...says(mine).slice(at, hunk.baseStart));
    conflicts.push(lines.length + 1);
    const own = says(mine).slice(hunk.baseStart, hunk.baseEnd);
    lines.push(...conflictLines(own, [], says(incoming).slice(hunk.sideStart, hunk.sideEnd)));
    at = hunk.baseEnd;
  }
  lines.push(...says(mine).slice(at));
  const written = writeText(
    lines.map((line) => ({ says: line, end: "" })),
    mine,
  );
  return { text: written, conflicts };
}
