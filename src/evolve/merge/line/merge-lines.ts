import { diff } from "./diff.ts";
import { languageOf, sameLineKey } from "./language.ts";
import { conflictLines } from "./markers.ts";
import { regionsOf } from "./regions.ts";
import { settle } from "./settle.ts";
import { plain, type Stretch, says } from "./stretch.ts";
import { type Line, readText, type Text, writeText } from "./text.ts";

/** The three texts of one file. */
export interface Sides {
  readonly base: string;
  readonly theirs: string;
  readonly ours: string;
}

export interface MergedLines {
  readonly text: string;
  /** On which lines of the text (from 1) a conflict begins. */
  readonly conflicts: readonly number[];
}

/** A line that is the same in all three but for its form: whoever changed the form has it so. Null where both did. */
function inOneForm(base: Line | undefined, ours: Line, theirs: Line): Line | null {
  if (theirs.says === base?.says || theirs.says === ours.says) return ours;
  if (ours.says === base?.says) return { says: theirs.says, end: ours.end };
  if (theirs.says.trim() === base?.says.trim()) return ours;
  if (ours.says.trim() !== base?.says.trim()) return null;
  const indentation = ours.says.slice(0, ours.says.length - ours.says.trimStart().length);
  return { says: indentation + theirs.says.trim(), end: ours.end };
}

function trimmed(ours: readonly string[], theirs: readonly string[]): { before: number; after: number } {
  let before = 0;
  let after = 0;
  const shorter = Math.min(ours.length, theirs.length);
  while (before < shorter && ours[before] === theirs[before]) before++;
  while (after < shorter - before && ours.at(-1 - after) === theirs.at(-1 - after)) after++;
  return { before, after };
}

function asConflict({ base, ours, theirs }: Stretch): { lines: Line[]; before: number } {
  const { before, after } = trimmed(says(ours), says(theirs));
  const inner = (lines: readonly Line[]) => says(lines.slice(before, lines.length - after));
  const outside = trimmed(says(base), says(ours));
  const shown = outside.before >= before && outside.after >= after ? inner(base) : says(base);
  return {
    lines: [
      ...ours.slice(0, before),
      ...plain(conflictLines(inner(ours), shown, inner(theirs))),
      ...ours.slice(ours.length - after),
    ],
    before,
  };
}

/** Whether the text ends in a line break: as whoever changed that has it. */
function finalBreakOf(base: Text, ours: Text, theirs: Text): boolean {
  return ours.finalBreak === base.finalBreak ? theirs.finalBreak : ours.finalBreak;
}

/**
 * Merges three texts line by line. What one side changed is taken over; what both changed alike is taken once; imports and
 * whole statements that both added at one place both stay (docs/decisions.md says when). The rest is a conflict with
 * markers. The owner's line ends, byte order mark, indentation and quotes stay.
 */
export function mergeLines(path: string, sides: Sides): MergedLines {
  const language = languageOf(path);
  const [base, ours, theirs] = [readText(sides.base), readText(sides.ours), readText(sides.theirs)];
  const key = sameLineKey(language);
  const changes = (side: Text) => diff(says(base.lines), says(side.lines), key);
  // Their lines end as the owner's do.
  const all: Stretch = { base: base.lines, ours: ours.lines, theirs: plain(says(theirs.lines)) };
  const merged: Line[] = [];
  const conflicts: number[] = [];

  const unchanged = (from: number, to: number, oursFrom: number, theirsFrom: number) => {
    for (let at = 0; at < to - from; at++) {
      const mine = all.ours[oursFrom + at];
      const incoming = all.theirs[theirsFrom + at];
      const before = all.base[from + at];
      if (mine === undefined || incoming === undefined) continue;
      const line = inOneForm(before, mine, incoming);
      if (line !== null) merged.push(line);
      else conflict({ base: before === undefined ? [] : [before], ours: [mine], theirs: [incoming] });
    }
  };
  const conflict = (stretch: Stretch) => {
    const { lines, before } = asConflict(stretch);
    conflicts.push(merged.length + before + 1);
    merged.push(...lines);
  };

  let [at, oursAt, theirsAt] = [0, 0, 0];
  for (const region of regionsOf(changes(ours), changes(theirs))) {
    unchanged(at, region.base[0], oursAt, theirsAt);
    [at, oursAt, theirsAt] = [region.base[1], region.ours[1], region.theirs[1]];
    const stretch: Stretch = {
      base: all.base.slice(...region.base),
      ours: all.ours.slice(...region.ours),
      theirs: all.theirs.slice(...region.theirs),
    };
    const settled = settle(region, stretch, { all, language });
    if (settled === null) conflict(stretch);
    else merged.push(...settled);
  }
  unchanged(at, all.base.length, oursAt, theirsAt);

  const finalBreak = finalBreakOf(base, ours, theirs);
  return { text: writeText(merged, { ...ours, finalBreak }), conflicts };
}
