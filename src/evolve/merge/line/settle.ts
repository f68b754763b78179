import { betweenStatements, bothStay, standsAlone } from "./both-stay.ts";
import type { Hunk } from "./diff.ts";
import { mergeImports } from "./imports.ts";
import { mergeInlineList } from "./inline-list.ts";
import { type Language, sameLineKey } from "./language.ts";
import type { Region } from "./regions.ts";
import { plain, type Stretch, says } from "./stretch.ts";
import type { Line } from "./text.ts";

interface Whole {
  readonly all: Stretch;
  readonly language: Language;
}

/** Additions of a side that overlap nothing of the other's: what each of the hunks puts where, in order of the base. */
function layTogether(region: Region, { all, language }: Whole): Line[] | null {
  const isAddition = (hunk: Hunk) => hunk.baseStart === hunk.baseEnd;
  const added = (lines: readonly Line[], hunk: Hunk) => lines.slice(hunk.sideStart, hunk.sideEnd);
  const oursAlone = region.oursHunks.every(isAddition);
  const theirsAlone = region.theirsHunks.every(isAddition);
  if (!oursAlone && !theirsAlone) return null;
  const result: Line[] = [];
  let at = region.base[0];
  // Theirs before ours at the same place; an addition before a change that begins where it stands.
  const steps = [
    ...region.theirsHunks.map((hunk) => ({ hunk, lines: added(all.theirs, hunk), alone: theirsAlone })),
    ...region.oursHunks.map((hunk) => ({ hunk, lines: added(all.ours, hunk), alone: oursAlone })),
  ].sort((one, other) => one.hunk.baseStart - other.hunk.baseStart || one.hunk.baseEnd - other.hunk.baseEnd);
  for (const [index, { hunk, lines, alone }] of steps.entries()) {
    if (hunk.baseStart < at) return null;
    if (alone) {
      const before = [...all.base.slice(0, region.base[0]), ...result];
      if (!betweenStatements(says(before), language)) return null;
      if (!standsAlone(says(lines), language)) return null;
    }
    const next = steps[index + 1];
    if (next !== undefined && isAddition(next.hunk) && next.hunk.baseStart === hunk.baseStart) {
      if (isAddition(hunk) && !bothStay(says(next.lines), says(lines), language)) return null;
    }
    result.push(...lines);
    at = hunk.baseEnd;
  }
  return at <= region.base[1] ? result : null;
}

/** A line that only says that there is nothing yet goes with the first thing that there is, whichever side brings it. */
function inPlaceOfNothing({ base, ours, theirs }: Stretch, language: Language): readonly Line[] | null {
  const saysNothing = base.length > 0 && base.every((line) => /^\s*export \{\};?\s*$/.test(line.says));
  return saysNothing && bothStay(says(ours), says(theirs), language) ? [...theirs, ...ours] : null;
}

/** What becomes of a stretch that a side changed, or both did; null where the owner has to choose. */
export function settle(region: Region, stretch: Stretch, whole: Whole): readonly Line[] | null {
  const { language } = whole;
  if (region.theirsHunks.length === 0) return stretch.ours;
  if (region.oursHunks.length === 0) return stretch.theirs;
  const key = sameLineKey(language);
  const keys = (lines: readonly Line[]) => lines.map((line) => key(line.says)).join("\n");
  if (keys(stretch.ours) === keys(stretch.theirs)) return stretch.ours;
  const texts = [says(stretch.base), says(stretch.ours), says(stretch.theirs)] as const;
  const list = language === "code" ? (mergeImports(...texts) ?? mergeInlineList(...texts)) : null;
  return list === null ? (layTogether(region, whole) ?? inPlaceOfNothing(stretch, language)) : plain(list);
}
