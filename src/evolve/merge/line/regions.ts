import type { Hunk } from "./diff.ts";

/** A stretch of the base with what each side made of it. Where a side has no hunks, it left the stretch as it was. */
export interface Region {
  readonly base: readonly [start: number, end: number];
  readonly ours: readonly [start: number, end: number];
  readonly theirs: readonly [start: number, end: number];
  readonly oursHunks: readonly Hunk[];
  readonly theirsHunks: readonly Hunk[];
}

/** How far a side has run ahead of the base after its hunks up to here. */
interface Side {
  readonly hunks: readonly Hunk[];
  next: number;
  shift: number;
}

function takeUpTo(side: Side, end: number, taken: Hunk[]): number {
  let reach = end;
  for (let hunk = side.hunks[side.next]; hunk !== undefined; hunk = side.hunks[side.next]) {
    if (hunk.baseStart > reach) break;
    taken.push(hunk);
    reach = Math.max(reach, hunk.baseEnd);
    side.shift = hunk.sideEnd - hunk.baseEnd;
    side.next++;
  }
  return reach;
}

/** The changes of both sides, put together where they overlap or touch. What lies between them is the same in all three. */
export function regionsOf(ours: readonly Hunk[], theirs: readonly Hunk[]): Region[] {
  const mine: Side = { hunks: ours, next: 0, shift: 0 };
  const incoming: Side = { hunks: theirs, next: 0, shift: 0 };
  const regions: Region[] = [];
  while (mine.next < ours.length || incoming.next < theirs.length) {
    const start = Math.min(
      ours[mine.next]?.baseStart ?? Number.POSITIVE_INFINITY,
      theirs[incoming.next]?.baseStart ?? Number.POSITIVE_INFINITY,
    );
    const [oursStart, theirsStart] = [start + mine.shift, start + incoming.shift];
    const oursHunks: Hunk[] = [];
    const theirsHunks: Hunk[] = [];
    let end = start;
    for (let before = -1; before !== end; ) {
      before = end;
      end = takeUpTo(incoming, takeUpTo(mine, end, oursHunks), theirsHunks);
    }
    regions.push({
      base: [start, end],
      ours: [oursStart, end + mine.shift],
      theirs: [theirsStart, end + incoming.shift],
      oursHunks,
      theirsHunks,
    });
  }
  return regions;
}
