import type { Grammar, Span, Syntax } from "../syntax/syntax.ts";
import { type MergedLines, type Sides, type TracedLines, traceLines } from "./line/merge-lines.ts";
import { twoSides } from "./line/two-sides.ts";

/** For a line, from 1, the lines on which everything begins that it stands inside of, the outer one first. */
function openersAround(line: number, spans: readonly Span[]): number[] {
  const starts = spans.filter(({ start, end }) => start < line && line <= end).map(({ start }) => start);
  return [...new Set(starts)].sort((one, other) => one - other);
}

const linesOf = (text: string): string[] => text.split("\n").map((line) => line.trim());

/**
 * Whether the template put a line in the place of the one that the owner has: where it has changed it, and has neither
 * that one elsewhere nor had this one before, since then the two are not the same thing.
 */
function isReplaced(traced: TracedLines, sides: Sides, ours: number, theirs: number): boolean {
  const base = traced.baseOfOurs[ours];
  if (base === null || base === undefined) return false;
  const [before, after] = [linesOf(sides.base), linesOf(sides.theirs)];
  if (after.includes(before[base] ?? "") || before.includes(after[theirs] ?? "")) return false;
  return traced.theirsHunks.some(
    ({ baseStart, baseEnd, sideStart, sideEnd }) =>
      baseStart <= base && base < baseEnd && sideStart <= theirs && theirs < sideEnd,
  );
}

/**
 * Whether a line that its owner wrote stands inside of something else than he put it into: braces look alike, so that
 * lines can be taken for those of another structure, and the text parses all the same.
 */
function isTorn(traced: TracedLines, sides: Sides, grammar: Grammar): boolean {
  if (grammar.spansOf === undefined) return false;
  const [before, after] = [grammar.spansOf(sides.ours), grammar.spansOf(traced.text)];
  return traced.origins.some(({ base, ours: mine }, at) => {
    if (mine === null || base !== null) return false;
    const [wanted, found] = [openersAround(mine + 1, before), openersAround(at + 1, after)];
    if (wanted.length !== found.length) return true;
    return wanted.some((start, level) => {
      const origin = traced.origins[(found[level] ?? 0) - 1];
      if (origin === undefined) return true;
      if (origin.ours !== null) return origin.ours !== start - 1;
      // An import, or a list, that was put together of both.
      if (origin.theirs === null) return false;
      return !isReplaced(traced, sides, start - 1, origin.theirs);
    });
  });
}

/**
 * Whether a line that the template added stands inside of something else than it was added to. A structure that the owner
 * has put around it is none, as long as it is around what stands next to the line, too.
 */
function isMisplaced(traced: TracedLines, sides: Sides, grammar: Grammar): boolean {
  if (grammar.spansOf === undefined) return false;
  const { origins } = traced;
  const [before, after] = [grammar.spansOf(sides.theirs), grammar.spansOf(traced.text)];
  const standing = new Set(origins.map(({ theirs }) => theirs));
  const lines = linesOf(sides.theirs);
  const isGone = (start: number): boolean => !standing.has(start - 1);
  const isOpenerOf = (start: number, wanted: number): boolean => origins[start - 1]?.theirs === wanted - 1;
  return origins.some(({ base, ours, theirs }, at) => {
    if (theirs === null || base !== null || ours !== null || (lines[theirs] ?? "") === "") return false;
    // What the owner has taken out or moved elsewhere no longer holds anything.
    const wanted = openersAround(theirs + 1, before).filter((start) => !isGone(start));
    let next = 0;
    const more = openersAround(at + 1, after).filter((start) => {
      const opener = wanted[next];
      if (opener === undefined || !isOpenerOf(start, opener)) return true;
      next++;
      return false;
    });
    if (next < wanted.length) return true;
    const neighbours = [at - 1, at + 1].map((from) => nearest(origins, from, from - at));
    return more.some((start) => !neighbours.some((line) => openersAround(line + 1, after).includes(start)));
  });
}

/** The index of the next line that the base has, in one direction. */
function nearest(origins: TracedLines["origins"], from: number, step: number): number {
  let at = from;
  while (origins[at] !== undefined && origins[at]?.base === null) at += step;
  return at;
}

/**
 * A merge that was settled, or a conflict where it must not stand: when both sides parse and their merge does not, or
 * when something of the owner's has come to stand inside of something else. Before a conflict a merge is tried that
 * takes fewer lines for the same.
 */
export function verified(path: string, sides: Sides, text: string, syntax: Syntax): MergedLines {
  const grammar = syntax(path);
  const settled: MergedLines = { text, conflicts: [] };
  if (grammar === null || [sides.ours, sides.theirs].some((side) => grammar.faultOf(side) !== null)) {
    return settled;
  }
  const usual = traceLines(path, sides, "usual");
  const isRight = (traced: TracedLines) =>
    grammar.faultOf(traced.text) === null &&
    !isTorn(traced, sides, grammar) &&
    !isMisplaced(traced, sides, grammar);
  // By key, a file is put together of entries that keep their place by themselves.
  const isByKey = usual.text !== text;
  if (isByKey ? grammar.faultOf(text) === null : isRight(usual)) return settled;
  for (const daring of ["exact", "nothing"] as const) {
    const traced = traceLines(path, sides, daring);
    if (traced.conflicts.length > 0 || isRight(traced)) return traced;
  }
  return twoSides(sides.ours, sides.theirs);
}
