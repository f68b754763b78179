import { AegisError } from "../../errors.ts";
import { apply } from "../../evolve/apply.ts";
import { readFound } from "../../evolve/folder.ts";
import { patchOf } from "../../evolve/patch.ts";
import { loadSyntax } from "../../evolve/syntax/syntax.ts";
import { type MakePlan, planMake } from "../../make/plan-make.ts";
import { readSamples } from "../../render/archive.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { openProject } from "../evolve/open.ts";
import { runInterruptibly } from "../interruption.ts";
import { patchLines, planLines } from "../pipeline/report.ts";
import { requireDryRunWithDiff, type WritingFlags } from "../writing-flags.ts";

function filesOf({ plan }: MakePlan, withText: boolean) {
  return plan.map(({ path, kind, file, before }) => ({
    path,
    change: kind,
    ...(withText
      ? { patch: patchOf(path, typeof before === "string" ? null : before, file).join("\n") }
      : {}),
  }));
}

/** The files are there, and the line that names them is not: only its owner knows where the list is now. */
function notWired(unplaced: MakePlan["unplaced"], files: readonly { path: string }[]): AegisError {
  const lines = Object.entries(unplaced).map(([path, text]) => `in ${path}:\n${text}`);
  return new AegisError("make-not-wired", {
    message: `The files are written, but ${Object.keys(unplaced).join(" and ")} holds no list that aegis recognises.`,
    hint: `Put this where it belongs, ${lines.join("\nand ")}`,
    details: { files, lines: unplaced },
  });
}

/** Writes the files of one thing and its line in the list. Nothing that is there is overwritten. */
export async function make(
  terminal: Terminal,
  kind: string,
  name: string,
  flags: WritingFlags,
): Promise<void> {
  requireDryRunWithDiff(flags);
  const dryRun = flags.dryRun === true;
  const { project, stack, fingerprint } = openProject(terminal, !dryRun);
  const { folder, state } = project;
  const planned = planMake({
    kind,
    name,
    app: state.name,
    manager: stack.packageManager,
    has: new Set(stack.parts.map((part) => part.name)),
    ours: (path) => readFound(folder, path),
    samples: readSamples(),
    syntax: await loadSyntax(["list.ts", "list.tsx"]),
  });
  const { plan, unplaced, next } = planned;
  const files = filesOf(planned, flags.diff === true);
  if (!dryRun) {
    await runInterruptibly(async (interruption) => {
      await apply(folder, plan, {
        command: `make ${kind} ${name}`,
        fingerprint,
        mayGoOn: interruption.check,
      });
    });
  }
  for (const line of planLines(plan)) terminal.say(line);
  if (flags.diff) for (const line of patchLines(plan)) terminal.say(line);
  if (dryRun) {
    for (const [path, text] of Object.entries(unplaced))
      terminal.say(`To be added by hand in ${path}:\n${text}`);
    terminal.say("Nothing was written.");
  } else if (Object.keys(unplaced).length > 0) throw notWired(unplaced, files);
  else terminal.say(`See it: ${next}`);
  terminal.printResult({ kind, name, folder, written: !dryRun, files, unplaced, next });
}
