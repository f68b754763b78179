import { AegisError } from "../../errors.ts";
import { readPending } from "../../evolve/pending.ts";
import { isUnfinished } from "../../evolve/transaction/recover.ts";
import { version } from "../../version.ts";
import type { Application } from "../application.ts";
import { type Finding, findings, someOf } from "../finding.ts";

const { ok, info, problem } = findings("aegis");

/** Whether add, remove and update could work here: what the application remembers of itself, and what waits. */
export function checkMemory({ folder, memory }: Application): Finding[] {
  if (isUnfinished(folder)) {
    return [
      problem("A run of aegis was stopped half-way here.", 'Run "aegis status": it finishes or undoes it.'),
    ];
  }
  const waiting = conflictsIn(folder);
  if (waiting !== null) return [waiting];
  if (memory instanceof AegisError) return [problem(memory.message, memory.hint)];
  const { aegis } = memory.project.state;
  if (aegis === version) return [ok(`Written by aegis ${aegis}, which this is.`)];
  return [
    info(
      `Written by aegis ${aegis}; this is ${version}.`,
      '"aegis update --dry-run" shows what would change.',
    ),
  ];
}

function conflictsIn(folder: string): Finding | null {
  try {
    const pending = readPending(folder);
    if (pending === null) return null;
    const paths = pending.conflicts.map(({ path }) => path);
    const what = `"aegis ${pending.command}" stopped with conflicts in ${someOf(paths)}.`;
    return problem(what, 'Resolve them and run "aegis continue", or take it all back with "aegis abort".');
  } catch (error) {
    if (error instanceof AegisError) return problem(error.message, error.hint);
    throw error;
  }
}

/** How far the folder is from what was written. Edits are what an application is for, so none of it is wrong. */
export function checkDrift({ memory }: Application): Finding[] {
  if (memory instanceof AegisError) return [];
  const drift = findings("drift");
  const { edits } = memory;
  const pathsOf = (edit: "edited" | "deleted" | "elsewhere") =>
    edits.filter((each) => each.edit === edit).map(({ path }) => path);
  const [edited, deleted] = [pathsOf("edited"), [...pathsOf("deleted"), ...pathsOf("elsewhere")]];
  if (edits.length === 0) return [drift.ok("Every file is as it was written.")];
  const files = (count: number) => `${count} ${count === 1 ? "file" : "files"}`;
  return [
    ...(edited.length === 0
      ? []
      : [drift.info(`You edited ${files(edited.length)}: ${someOf(edited)}.`, '"aegis diff" shows how.')]),
    ...(deleted.length === 0
      ? []
      : [
          drift.info(
            `You deleted or replaced ${files(deleted.length)}: ${someOf(deleted)}.`,
            "git can give them back.",
          ),
        ]),
  ];
}
