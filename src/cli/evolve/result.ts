import { patchOf } from "../../evolve/patch.ts";
import type { Change } from "../../evolve/plan.ts";
import { wordOf } from "../../stack/words.ts";
import { version } from "../../version.ts";
import type { Finished } from "./finish.ts";
import type { Proposal } from "./proposal.ts";
import { stackChange } from "./stack-change.ts";

export interface Outcome extends Partial<Finished> {
  readonly written: boolean;
  /** Whether conflicts wait for their owner. */
  readonly pending: boolean;
}

function describe({ path, kind, kept, usedBy, conflicts, notes, file, before }: Change, withText: boolean) {
  const old = typeof before === "string" ? null : before;
  return {
    path,
    change: kind,
    ...(kept === undefined ? {} : { kept }),
    ...(usedBy === undefined ? {} : { usedBy }),
    ...(conflicts === undefined ? {} : { places: conflicts }),
    ...(notes === undefined ? {} : { settled: notes }),
    ...(withText && kind !== "keep"
      ? { patch: patchOf(path, old, kind === "delete" ? null : file).join("\n") }
      : {}),
  };
}

/** The one object that --json prints. */
export function resultOf(proposal: Proposal, outcome: Outcome, withText = false) {
  const { project, command, stack, after, evolution, notes } = proposal;
  const { written, pending, installed = false, checked = false, migrations = [] } = outcome;
  return {
    command,
    folder: project.folder,
    name: project.state.name,
    aegis: { from: project.state.aegis, to: version },
    stack: { parts: after.parts.map(wordOf), asked: after.asked.map(wordOf) },
    ...stackChange(stack, after),
    additions: after.additions.map((addition) => addition.sentence),
    notes,
    ...{ written, pending, installed, migrations, checked },
    files: evolution.plan.map((change) => describe(change, withText)),
  };
}
