import { AegisError } from "../../../errors.ts";
import type { MergedBranches } from "../../../evolve/repair/branches-of-git.ts";
import { uniteNotes } from "../../../evolve/repair/unite-notes.ts";
import type { Notes } from "../../../evolve/state.ts";
import { catalog } from "../../../stack/catalog.ts";
import type { Stack } from "../../../stack/stack.ts";
import { unite } from "../../../stack/unite.ts";
import type { Part } from "../../../stack/words.ts";
import { stackOf } from "../memory.ts";
import type { Remains } from "./damage.ts";

/** What an application is to be when it is repaired. */
export interface Target {
  readonly stack: Stack;
  readonly name: string;
  readonly notes: Notes;
}

/** Which options were chosen can only be said where two branches chose. */
function requireUnnamed(named: readonly Part[]): void {
  if (named.length === 0) return;
  throw new AegisError("usage", {
    message: "aegis.json says what this application is made of: no two branches are to be chosen between.",
    hint: 'Run "aegis repair" without words, and "aegis add" afterwards.',
  });
}

function united({ ours, theirs, base }: MergedBranches, named: readonly Part[]): Target {
  const stacks = { base: base === null ? null : stackOf(base), ours: stackOf(ours), theirs: stackOf(theirs) };
  const isRenamed = base !== null && ours.state.name === base.state.name;
  return {
    stack: unite(catalog, stacks, named),
    name: isRenamed ? theirs.state.name : ours.state.name,
    notes: uniteNotes(base?.notes ?? {}, ours.notes, theirs.notes),
  };
}

/** What aegis.json says, or what both branches say together where it is in conflict. */
export function targetOf(
  folder: string,
  { stated, inConflict, base }: Remains,
  branches: MergedBranches | null,
  named: readonly Part[],
): Target {
  if (stated === null && branches !== null) return united(branches, named);
  requireUnnamed(named);
  const state = stated?.state ?? base?.writtenFor ?? null;
  if (state !== null) return { stack: stackOf({ state }), name: state.name, notes: stated?.notes ?? {} };
  throw new AegisError("project-damaged", {
    message: `Neither aegis.json nor .aegis/base can be read${inConflict === null ? "" : ", and git does not say what was merged"}.`,
    hint: "Take both back from git, from an earlier commit that has them whole: git checkout COMMIT -- aegis.json .aegis/base.",
    details: { folder },
  });
}
