import { diffArrays } from "diff";

/** Lines [baseStart, baseEnd) of the base became [sideStart, sideEnd) of the other text. */
export interface Hunk {
  readonly baseStart: number;
  readonly baseEnd: number;
  readonly sideStart: number;
  readonly sideEnd: number;
}

type Lines = readonly string[];

interface Range {
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

/** With more changes, a range in which no line is unique counts as rewritten: exact, only coarser. */
const MAX_EDIT_LENGTH = 2_000;

/** Pairs of lines that occur once on each side of a range, in the longest order that both sides share. */
function anchors(base: Lines, side: Lines, { a0, a1, b0, b1 }: Range): [number, number][] {
  const seen = new Map<string, { a: number; b: number }>();
  const twice = -2;
  const never = -1;
  for (let a = a0; a < a1; a++) {
    const place = seen.get(base[a] ?? "");
    if (place === undefined) seen.set(base[a] ?? "", { a, b: never });
    else place.a = twice;
  }
  for (let b = b0; b < b1; b++) {
    const place = seen.get(side[b] ?? "");
    if (place !== undefined) place.b = place.b === never ? b : twice;
  }
  const pairs: [number, number][] = [];
  for (const { a, b } of seen.values()) if (a >= 0 && b >= 0) pairs.push([a, b]);
  return longestIncreasing(pairs);
}

/** Of pairs in the order of their first numbers, the most whose second numbers rise too. */
export function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before: number[] = [];
  const second = (at: number | undefined) => pairs[at ?? -1]?.[1] ?? -1;
  for (let at = 0; at < pairs.length; at++) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (second(tails[middle]) < second(at)) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (tails[low - 1] ?? -1));
    tails[low] = at;
  }
  const found: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) found.push(pair);
  }
  return found.reverse();
}

/** The fewest changes within a range, as Myers' algorithm finds them. */
function alignByFewestChanges(base: Lines, side: Lines, { a0, a1, b0, b1 }: Range, match: Int32Array): void {
  const options = { maxEditLength: MAX_EDIT_LENGTH };
  let [a, b] = [a0, b0];
  for (const { added, removed, count } of diffArrays(base.slice(a0, a1), side.slice(b0, b1), options) ?? []) {
    if (added) b += count;
    else if (removed) a += count;
    else for (const end = a + count; a < end; ) match[a++] = b++;
  }
}

function align(base: Lines, side: Lines, range: Range, match: Int32Array): void {
  let { a0, a1, b0, b1 } = range;
  while (a0 < a1 && b0 < b1 && base[a0] === side[b0]) match[a0++] = b0++;
  while (a0 < a1 && b0 < b1 && base[a1 - 1] === side[b1 - 1]) match[--a1] = --b1;
  if (a0 === a1 || b0 === b1) return;
  const fixed = anchors(base, side, { a0, a1, b0, b1 });
  if (fixed.length === 0) {
    alignByFewestChanges(base, side, { a0, a1, b0, b1 }, match);
    return;
  }
  for (const [a, b] of [...fixed, [a1, b1] as const]) {
    align(base, side, { a0, a1: a, b0, b1: b }, match);
    if (a < a1) match[a] = b;
    a0 = a + 1;
    b0 = b + 1;
  }
}

function hunksOf(match: Int32Array, sideLength: number): Hunk[] {
  const hunks: Hunk[] = [];
  let a = 0;
  let b = 0;
  while (a < match.length || b < sideLength) {
    if (a < match.length && match[a] === b) {
      a++;
      b++;
      continue;
    }
    const [baseStart, sideStart] = [a, b];
    while (a < match.length && match[a] === -1) a++;
    b = a < match.length ? (match[a] ?? b) : sideLength;
    hunks.push({ baseStart, baseEnd: a, sideStart, sideEnd: b });
  }
  return hunks;
}

type Match = readonly (number | null)[];

/** Which line of the other text each line of the base is, and the other way round. */
export function matchesOf(
  hunks: readonly Hunk[],
  baseLength: number,
  sideLength: number,
): readonly [sideOfBase: Match, baseOfSide: Match] {
  const sideOfBase: (number | null)[] = new Array(baseLength).fill(null);
  const baseOfSide: (number | null)[] = new Array(sideLength).fill(null);
  let [a, b] = [0, 0];
  const sameUpTo = (end: number) => {
    for (; a < end; a++, b++) {
      sideOfBase[a] = b;
      baseOfSide[b] = a;
    }
  };
  for (const { baseStart, baseEnd, sideEnd } of hunks) {
    sameUpTo(baseStart);
    [a, b] = [baseEnd, sideEnd];
  }
  sameUpTo(baseLength);
  return [sideOfBase, baseOfSide];
}

function matchAll(base: Lines, side: Lines): Int32Array {
  const match = new Int32Array(base.length).fill(-1);
  align(base, side, { a0: 0, a1: base.length, b0: 0, b1: side.length }, match);
  return match;
}

const countOf = (match: Int32Array): number => match.reduce((count, b) => (b === -1 ? count : count + 1), 0);

/**
 * What changed from the base to another text, line by line, in order. Lines that are unique on both sides are matched
 * first (as in Bram Cohen's patience diff), since those are what a person would call the same line; braces and blanks
 * follow. What is left over is matched once more by `key`, so that a line in another form is still the same line. A
 * text that was reformatted as a whole is matched by `key` alone: the few lines that are the same to the letter are
 * braces that belong to other blocks.
 */
export function diff(base: Lines, side: Lines, key: (line: string) => string = (line) => line): Hunk[] {
  const match = matchAll(base, side);
  const hunks = hunksOf(match, side.length);
  const rewritten = hunks.filter((hunk) => hunk.baseStart < hunk.baseEnd && hunk.sideStart < hunk.sideEnd);
  if (rewritten.length === 0) return hunks;
  const [baseKeys, sideKeys] = [base.map(key), side.map(key)];
  const exact = countOf(match);
  if (exact * 2 < base.length) {
    const byKey = matchAll(baseKeys, sideKeys);
    if (exact * 2 < countOf(byKey)) return hunksOf(byKey, side.length);
  }
  for (const { baseStart: a0, baseEnd: a1, sideStart: b0, sideEnd: b1 } of rewritten) {
    align(baseKeys, sideKeys, { a0, a1, b0, b1 }, match);
  }
  return hunksOf(match, side.length);
}
