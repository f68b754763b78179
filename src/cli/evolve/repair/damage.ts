import { AegisError } from "../../../errors.ts";
import {
  type Base,
  parseState,
  readBaseOrNull,
  readStateText,
  type Stated,
} from "../../../evolve/read-state.ts";
import { type ConflictSides, hasMarkers, sidesOf } from "../../../evolve/repair/git-markers.ts";
import { openMemory } from "../memory.ts";

const repairable = new Set([
  "project-damaged",
  "project-unmerged",
  "project-stack-differs",
  "project-version-differs",
]);

/** What is wrong with the memory of an application; null when nothing is. Throws what no repair can mend. */
export function damageOf(folder: string): AegisError | null {
  try {
    openMemory(folder);
    return null;
  } catch (error) {
    if (error instanceof AegisError && repairable.has(error.code)) return error;
    throw error;
  }
}

/** What is left of a memory that is damaged. */
export interface Remains {
  /** What aegis.json says; null where it is not readable, or in conflict. */
  readonly stated: Stated | null;
  /** aegis.json as two branches have it, where git left a conflict in it. */
  readonly inConflict: {
    readonly ours: Stated;
    readonly theirs: Stated;
    /** Null where git's style of markers does not show it. */
    readonly base: Stated | null;
  } | null;
  /** Null where it is not readable. */
  readonly base: Base | null;
}

function stateOrNull(text: string): Stated | null {
  try {
    return parseState(text);
  } catch {
    return null;
  }
}

function inConflict(sides: ConflictSides): Remains["inConflict"] {
  const [ours, theirs] = [stateOrNull(sides.ours), stateOrNull(sides.theirs)];
  if (ours === null || theirs === null) return null;
  return { ours, theirs, base: sides.base === null ? null : stateOrNull(sides.base) };
}

export function remainsOf(folder: string): Remains {
  const text = readStateText(folder);
  const base = readBaseOrNull(folder);
  if (hasMarkers(text)) return { stated: null, inConflict: inConflict(sidesOf(text)), base };
  return { stated: stateOrNull(text), inConflict: null, base };
}
