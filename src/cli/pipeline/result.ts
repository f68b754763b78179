import { patchOf } from "../../evolve/patch.ts";
import type { Change } from "../../evolve/plan.ts";
import { wordOf } from "../../stack/words.ts";
import type { Proposal } from "./proposal.ts";
import type { Outcome } from "./settle.ts";
import { stackChange } from "./stack-change.ts";

/** What --diff adds to a file: its text as it would be, where it is one, and how it differs from what is there. */
function textsOf({ path, kind, kept, file, before }: Change) {
  const old = typeof before === "string" ? null : before;
  const stays = kind !== "delete" && (kind !== "keep" || kept === "same");
  return {
    ...(stays && typeof file.content === "string" ? { text: file.content } : {}),
    ...(kind === "keep" ? {} : { patch: patchOf(path, old, kind === "delete" ? null : file).join("\n") }),
  };
}

function describe(change: Change, withText: boolean) {
  const { path, kind, kept, usedBy, conflicts, notes } = change;
  return {
    path,
    change: kind,
    ...(kept === undefined ? {} : { kept }),
    ...(usedBy === undefined ? {} : { usedBy }),
    ...(conflicts === undefined ? {} : { places: conflicts }),
    ...(notes === undefined ? {} : { settled: notes }),
    ...(withText ? textsOf(change) : {}),
  };
}

/** The object that --json prints, with the keys that all commands share. */
export function resultOf(proposal: Proposal, outcome: Outcome, checked: boolean, withText: boolean) {
  const { command, folder, name, before, after, state, evolution, notes } = proposal;
  const { components, services, packageManager, nodePin } = state;
  const { isApplied: written, isPending: pending, installed, migrations } = outcome;
  return {
    command,
    folder,
    name,
    aegis: { from: before?.project.state.aegis ?? null, to: state.aegis },
    stack: {
      parts: after.parts.map(wordOf),
      asked: after.asked.map(wordOf),
      ...{ components, services, packageManager, nodePin },
    },
    ...stackChange(before?.stack ?? null, after),
    additions: after.additions.map((addition) => addition.sentence),
    notes,
    ...{ written, pending, installed, migrations, checked },
    files: evolution.plan.map((change) => describe(change, withText)),
  };
}
