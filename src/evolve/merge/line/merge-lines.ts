import { diff, type Hunk, matchesOf } from "./diff.ts";
import { languageOf, sameLineKey } from "./language.ts";
import { conflictLines } from "./markers.ts";
import { withoutMoved } from "./moves.ts";
import { regionsOf } from "./regions.ts";
import { withSeparators } from "./separators.ts";
import { settle } from "./settle.ts";
import { plain, type Stretch, says } from "./stretch.ts";
import { type Line, readText, type Text, writeText } from "./text.ts";

/** The three texts of one file. */
export interface Sides {
  readonly base: string;
  readonly theirs: string;
  readonly ours: string;
}

/** Where a line of a merged text comes from: its index in each side, null where that side does not have it. */
export interface Origin {
  readonly base: number | null;
  readonly ours: number | null;
  readonly theirs: number | null;
}

export interface MergedLines {
  readonly text: string;
  /** On which lines of the text (from 1) a conflict begins. */
  readonly conflicts: readonly number[];
}

/** A merge of lines with what is known of how it came about. */
export interface TracedLines extends MergedLines {
  /** For each line of the text. */
  readonly origins: readonly Origin[];
  /** What the template changed. */
  readonly theirsHunks: readonly Hunk[];
  /** For each line of the owner's text, the line of the base that it was. */
  readonly baseOfOurs: readonly (number | null)[];
}

/**
 * How much is settled without asking. usual: whatever a rule covers · exact: only lines that are the same to the letter
 * count as the same · nothing: whatever the template changed is put before the owner
 */
export type Daring = "usual" | "exact" | "nothing";

/** A line that is the same in all three but for its form: the side that changed the form decides. Null where both did. */
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

/** Whether the text ends in a line break: as on the side that changed it. */
function finalBreakOf(base: Text, ours: Text, theirs: Text): boolean {
  return ours.finalBreak === base.finalBreak ? theirs.finalBreak : ours.finalBreak;
}

const indexOf = (lines: readonly Line[]): ReadonlyMap<Line, number> =>
  new Map(lines.map((line, index) => [line, index]));

/** Tells where merged lines come from. A line is known by its identity, since it may stand there many times. */
function traceOf(
  all: Stretch,
  wholeOurs: readonly Line[],
  oursHunks: readonly Hunk[],
  theirsHunks: readonly Hunk[],
) {
  const [inBase, inOurs, inTheirs, inWhole] = [all.base, all.ours, all.theirs, wholeOurs].map(indexOf);
  const [oursOfBase, baseOfMine] = matchesOf(oursHunks, all.base.length, all.ours.length);
  const [theirsOfBase, baseOfTheirs] = matchesOf(theirsHunks, all.base.length, all.theirs.length);
  const written = new Map<Line, Line>();
  const wholeIndex = (line: Line | undefined) => (line === undefined ? null : (inWhole?.get(line) ?? null));
  const originOf = (line: Line): Origin => {
    const original = written.get(line) ?? line;
    const base =
      inBase?.get(original) ??
      baseOfMine[inOurs?.get(original) ?? -1] ??
      baseOfTheirs[inTheirs?.get(original) ?? -1] ??
      null;
    const mine = base === null ? null : (oursOfBase[base] ?? null);
    return {
      base,
      ours: wholeIndex(original) ?? (mine === null ? null : wholeIndex(all.ours[mine])),
      theirs: inTheirs?.get(original) ?? (base === null ? null : (theirsOfBase[base] ?? null)),
    };
  };
  const baseOfOurs = wholeOurs.map((line) => baseOfMine[inOurs?.get(line) ?? -1] ?? null);
  return { baseOfOurs, originOf, same: (line: Line, original: Line) => written.set(line, original) };
}

/**
 * Merges three texts line by line. What one side changed is taken over; what both changed alike is taken once; imports and
 * whole statements that both added at one place both stay (docs/decisions.md says when). The rest is a conflict with
 * markers. The owner's line ends, byte order mark, indentation and quotes stay.
 */
export function mergeLines(path: string, sides: Sides): MergedLines {
  const { text, conflicts } = traceLines(path, sides, "usual");
  return { text, conflicts };
}

/** The same, with what is needed to look at the outcome once more. */
export function traceLines(path: string, sides: Sides, daring: Daring): TracedLines {
  const language = languageOf(path);
  const [base, ours, theirs] = [readText(sides.base), readText(sides.ours), readText(sides.theirs)];
  const key = daring === "usual" ? sameLineKey(language) : (line: string) => line;
  const changes = (side: readonly Line[]) => diff(says(base.lines), says(side), key);
  // Their lines end as the owner's do.
  const whole: Stretch = { base: base.lines, ours: ours.lines, theirs: plain(says(theirs.lines)) };
  const all = daring === "nothing" ? whole : withoutMoved(whole, key);
  const merged: Line[] = [];
  const conflicts: number[] = [];
  const [oursHunks, theirsHunks] = [changes(all.ours), changes(all.theirs)];
  const trace = traceOf(all, ours.lines, oursHunks, theirsHunks);

  const unchanged = (from: number, to: number, oursFrom: number, theirsFrom: number) => {
    for (let at = 0; at < to - from; at++) {
      const mine = all.ours[oursFrom + at];
      const incoming = all.theirs[theirsFrom + at];
      const before = all.base[from + at];
      if (mine === undefined || incoming === undefined) continue;
      const line = inOneForm(before, mine, incoming);
      if (line !== null) {
        trace.same(line, mine);
        merged.push(line);
      } else conflict({ base: before === undefined ? [] : [before], ours: [mine], theirs: [incoming] });
    }
  };
  const conflict = (stretch: Stretch) => {
    const { lines, before } = asConflict(stretch);
    conflicts.push(merged.length + before + 1);
    merged.push(...lines);
  };

  let [at, oursAt, theirsAt] = [0, 0, 0];
  for (const region of regionsOf(oursHunks, theirsHunks)) {
    unchanged(at, region.base[0], oursAt, theirsAt);
    [at, oursAt, theirsAt] = [region.base[1], region.ours[1], region.theirs[1]];
    const stretch: Stretch = {
      base: all.base.slice(...region.base),
      ours: all.ours.slice(...region.ours),
      theirs: all.theirs.slice(...region.theirs),
    };
    const isOpen = says(stretch.ours).join("\n") !== says(stretch.theirs).join("\n");
    const mayNot = daring === "nothing" && region.theirsHunks.length > 0 && isOpen;
    const settled = mayNot ? null : settle(region, stretch, { all, language });
    if (settled === null) conflict(stretch);
    else merged.push(...settled);
  }
  unchanged(at, all.base.length, oursAt, theirsAt);

  const finalBreak = finalBreakOf(base, ours, theirs);
  const origins = merged.map(trace.originOf);
  const isCode = language === "code" && conflicts.length === 0;
  const lines = isCode ? withSeparators(merged, origins, whole) : merged;
  return {
    text: writeText(lines, { ...ours, finalBreak }),
    conflicts,
    origins,
    theirsHunks,
    baseOfOurs: trace.baseOfOurs,
  };
}
