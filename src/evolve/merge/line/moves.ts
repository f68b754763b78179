import { diff, longestIncreasing, matchesOf } from "./diff.ts";
import { says } from "./stretch.ts";
import type { Line } from "./text.ts";

interface Texts {
  readonly base: readonly Line[];
  readonly ours: readonly Line[];
  readonly theirs: readonly Line[];
}

type Places = ReadonlyMap<string, number>;

// A line that says something: braces and blanks look alike wherever they stand.
const isTelling = (key: string): boolean => /\w{3}/.test(key);

/** Where each telling line stands that a text has only once. */
function placesOf(keys: readonly string[]): Places {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (const [at, key] of keys.entries()) {
    if (places.has(key)) twice.add(key);
    places.set(key, at);
  }
  return new Map([...places].filter(([key]) => isTelling(key) && !twice.has(key)));
}

const countBelow = (sorted: readonly number[], limit: number): number =>
  sorted.reduce((count, each) => (each < limit ? count + 1 : count), 0);

/** Lines of the base that stand elsewhere in a side, seen from the lines that all three texts have. */
function movedIn(base: Places, side: Places, isFixed: (key: string) => boolean): Set<string> {
  const pairs = [...base].flatMap(([key, at]): [number, number][] => {
    const there = side.get(key);
    return there === undefined || !isFixed(key) ? [] : [[at, there]];
  });
  const fixed = longestIncreasing(pairs);
  const inBase = fixed.map(([at]) => at);
  const inSide = fixed.map(([, at]) => at);
  return new Set(
    [...base].flatMap(([key, at]) => {
      const there = side.get(key);
      return there !== undefined && countBelow(inBase, at) !== countBelow(inSide, there) ? [key] : [];
    }),
  );
}

interface Side {
  readonly keys: readonly string[];
  readonly base: readonly string[];
  /** For each line of the base, where the other side has it; null where it has given it up. */
  readonly ofOther: readonly (number | null)[];
}

/** A line that moved, with the braces and blanks beside it that moved along. */
function wholeMove(from: number, at: number, { keys, base, ofOther }: Side): number[] {
  const moved = [at];
  for (const step of [1, -1]) {
    let [there, here] = [from + step, at + step];
    while (keys[here] !== undefined && keys[here] === base[there] && ofOther[there] === null) {
      moved.push(here);
      [there, here] = [there + step, here + step];
    }
  }
  return moved;
}

/**
 * What one side moved and the other took away, or moved elsewhere. A line that was moved looks like one that was deleted
 * and another that was added, so that the other side's decision about it would be passed over. What the template gave
 * up goes from its new place too, what the owner gave up does not come back, and what both moved stays where the owner has it.
 */
export function withoutMoved(texts: Texts, key: (line: string) => string): Texts {
  const keysOf = (lines: readonly Line[]) => says(lines).map(key);
  const [base, ours, theirs] = [keysOf(texts.base), keysOf(texts.ours), keysOf(texts.theirs)];
  const [inBase, inOurs, inTheirs] = [placesOf(base), placesOf(ours), placesOf(theirs)];
  const isInAll = (each: string) => inOurs.has(each) && inTheirs.has(each);
  const [oursMoved, theirsMoved] = [movedIn(inBase, inOurs, isInAll), movedIn(inBase, inTheirs, isInAll)];
  if (oursMoved.size === 0 && theirsMoved.size === 0) return texts;
  const [oursHas, theirsHas] = [new Set(ours), new Set(theirs)];
  const ofBase = (side: readonly Line[]) =>
    matchesOf(diff(says(texts.base), says(side), key), texts.base.length, side.length)[0];
  const drop = (moved: Iterable<string>, places: Places, side: Side) =>
    new Set([...moved].flatMap((each) => wholeMove(inBase.get(each) ?? 0, places.get(each) ?? 0, side)));
  const fromOurs = drop(
    [...oursMoved].filter((each) => !theirsHas.has(each)),
    inOurs,
    { keys: ours, base, ofOther: ofBase(texts.theirs) },
  );
  const fromTheirs = drop(
    [...theirsMoved].filter((each) => !oursHas.has(each) || oursMoved.has(each)),
    inTheirs,
    { keys: theirs, base, ofOther: ofBase(texts.ours) },
  );
  return {
    base: texts.base,
    ours: texts.ours.filter((_, at) => !fromOurs.has(at)),
    theirs: texts.theirs.filter((_, at) => !fromTheirs.has(at)),
  };
}
