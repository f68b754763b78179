import { AegisError } from "../../../errors.ts";
import { requireKnownVersion } from "../../../evolve/project.ts";
import type { Stated } from "../../../evolve/read-state.ts";
import {
  type Branch,
  branchesOfCommits,
  type MergedBranches,
  memoryAt,
} from "../../../evolve/repair/branches-of-git.ts";
import { type State, stateOf } from "../../../evolve/state.ts";
import { lastMerge, openMerge } from "../../../project/git/merge.ts";
import { runPackage } from "../../../project/package-manager.ts";
import { readTemplate } from "../../../render/archive.ts";
import type { Files } from "../../../render/file.ts";
import { render } from "../../../render/render.ts";
import { catalog } from "../../../stack/catalog.ts";
import { resolve } from "../../../stack/resolve.ts";
import { wordOf } from "../../../stack/words.ts";
import { version } from "../../../version.ts";
import { sameApplication, stackOf } from "../memory.ts";
import type { Remains } from "./damage.ts";

/** What this version writes for a state. Throws `project-older` where another version wrote it. */
export function rewritten(folder: string, state: State): Files {
  requireKnownVersion(folder, state);
  if (state.aegis !== version) {
    throw new AegisError("project-older", {
      message: `What aegis ${state.aegis} wrote is not to be had any more, and this is ${version}.`,
      hint: `Repair it with that version, and update afterwards: ${runPackage(state.packageManager)} aegis-stack@${state.aegis} repair.`,
      details: { folder, project: state.aegis, aegis: version },
    });
  }
  return render(readTemplate(), catalog, stackOf({ state }), { name: state.name });
}

/** Where two branches parted, as far as they themselves tell: with what both of them have. */
function parting(one: State, other: State): Branch {
  const [ours, theirs] = [stackOf({ state: one }), stackOf({ state: other })];
  const words = new Set(theirs.asked.map(wordOf));
  const asked = ours.asked.filter((part) => words.has(wordOf(part)));
  const { packageManager, nodePin } = ours;
  const vendorsRuntime = ours.vendorsRuntime && theirs.vendorsRuntime;
  const stack = resolve(catalog, { asked, packageManager, nodePin, vendorsRuntime });
  const app = { name: one.name };
  const state = stateOf(version, catalog, stack, app);
  return { state, notes: {}, base: render(readTemplate(), catalog, stack, app), ours: null };
}

/** The branches as the conflict in aegis.json tells of them; what git merged of the files is all that there is. */
function branchesOfMarkers(
  folder: string,
  { ours, theirs, base }: NonNullable<Remains["inConflict"]>,
): MergedBranches {
  const branch = (stated: Stated): Branch => ({
    ...stated,
    base: rewritten(folder, stated.state),
    ours: null,
  });
  const both = { ours: branch(ours), theirs: branch(theirs) };
  return { ...both, base: base === null ? parting(ours.state, theirs.state) : branch(base), isOpen: true };
}

/** Whether a commit has a memory that does not agree with itself. */
function isUnboundAt(folder: string, commit: string): boolean {
  const memory = memoryAt(folder, commit);
  return memory === null || memory.writtenFor === null || !sameApplication(memory.state, memory.writtenFor);
}

/** The branches that git is putting together, or whose merge was committed with a memory that does not agree with itself. */
function branchesInGit(folder: string): MergedBranches | null {
  const open = openMerge(folder);
  const last = open === null ? lastMerge(folder) : null;
  const merge = open ?? last;
  // A merge whose memory agreed with itself has not made it so.
  if (merge === null || (last !== null && !isUnboundAt(folder, last.commit))) return null;
  const branches = branchesOfCommits(folder, merge, readTemplate());
  if (branches === null) return null;
  for (const { state } of [branches.ours, branches.theirs]) requireKnownVersion(folder, state);
  return { ...branches, isOpen: open !== null };
}

/** The branches whose merge has left the memory as it is; null where no merge has. */
export function branchesOf(folder: string, { inConflict }: Remains): MergedBranches | null {
  const merged = branchesInGit(folder);
  return merged ?? (inConflict === null ? null : branchesOfMarkers(folder, inConflict));
}
