import { AegisError, exitCodes } from "../../errors.ts";
import { apply } from "../../evolve/apply.ts";
import { besideOf } from "../../evolve/pending.ts";
import { pathsOf } from "../../evolve/plan.ts";
import { workTreeOf } from "../../project/git/git.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import { version } from "../../version.ts";
import { type Interruption, interrupted } from "../interruption.ts";
import { mayAsk } from "../writing-flags.ts";
import { finish } from "./finish.ts";
import type { EvolveFlags } from "./flags.ts";
import { isNothing, type Proposal } from "./proposal.ts";
import { countsOf, notableLines, shortLines, showDryRun } from "./report.ts";
import { resultOf } from "./result.ts";

/** How a proposal is settled. */
export interface Settling {
  /** Whether new tables shall get their migrations. Tables that went keep theirs. */
  readonly setsUp: boolean;
  /** Whether files that the plan deletes have to be agreed to: in the terminal, or with --yes. */
  readonly confirmsDeletion: boolean;
  /** Whether all of the application has to be committed before. */
  readonly requiresClean: boolean;
  /** What to do last. */
  readonly last?: string | undefined;
}

function requireClean(folder: string, flags: EvolveFlags): void {
  if (flags.force) return;
  const tree = workTreeOf(folder);
  if (tree.kind === "none") return;
  if (tree.kind === "unknown") {
    throw new AegisError("tree-unknown", {
      message: `git cannot say what is committed in ${tree.repository}: ${tree.why}.`,
      hint: 'Nothing was written: run "git status" there and correct message it says; --force goes on without git.',
      details: { folder, repository: tree.repository, reason: tree.why },
    });
  }
  const paths = tree.uncommitted;
  if (paths.length === 0) return;
  const shown = paths.slice(0, 5).join(", ");
  throw new AegisError("tree-dirty", {
    message: `There is something that is not committed: ${shown}${paths.length > 5 ? ` and ${paths.length - 5} more` : ""}.`,
    hint: "Commit it, so that git can tell your work from what aegis writes; --force goes on without.",
    details: { folder, paths },
  });
}

/** Without a terminal nothing can be asked, and files would be deleted: the command line has to allow it. */
function requireConfirmed({ evolution, command }: Proposal, flags: EvolveFlags): void {
  if (flags.yes) return;
  const files = pathsOf(evolution.plan, "delete");
  const isRemoval = command.startsWith("remove ");
  if (!isRemoval && files.length === 0) return;
  const count = files.length === 1 ? "1 file" : `${files.length} files`;
  throw new AegisError("confirmation-required", {
    message: `"aegis ${command}" would delete ${count}, and there is no terminal to ask in.`,
    hint: "Nothing was written: add --yes to agree, or --dry-run to see what would go.",
    details: { command, files },
  });
}

async function requireAgreement(
  terminal: Terminal,
  proposal: Proposal,
  flags: EvolveFlags,
  { signal }: Interruption,
): Promise<void> {
  if (!mayAsk(terminal, flags)) return;
  const { createPrompts, back } = await import("../../terminal/prompts.ts");
  const { stdin: input, stdout: output } = process;
  const prompts = createPrompts({ input, output, signal, onStop: interrupted });
  const { plan } = proposal.evolution;
  prompts.show(`aegis ${proposal.command}`, [...proposal.notes, ...shortLines(plan), "", countsOf(plan)]);
  const choice = await prompts.one("Write it?", [
    { value: "yes", label: "Yes" },
    { value: "no", label: "No", hint: "leave, nothing is written" },
  ]);
  if (choice === back || choice === "no") throw interrupted();
}

async function write(proposal: Proposal, setsUp: boolean, { check }: Interruption): Promise<void> {
  const { project, command, evolution, fingerprint } = proposal;
  const { plan, leaves } = evolution;
  const inConflict = pathsOf(plan, "conflict").length > 0;
  const [changes, ending] = inConflict
    ? [plan, "hold" as const]
    : [[...plan, ...evolution.memory()], "done" as const];
  const beside = inConflict ? besideOf({ command, aegis: version, setsUp }, evolution) : new Map();
  await apply(project.folder, changes, {
    ...{ command, leaves, ending, beside, fingerprint },
    mayGoOn: check,
  });
}

function tellConflicts(terminal: Terminal, { evolution }: Proposal): void {
  const count = pathsOf(evolution.plan, "conflict").length;
  terminal.say();
  terminal.say(
    `${colours.red("Stopped with conflicts")} in ${count} ${count === 1 ? "file" : "files"}, marked "!" above. Each place shows`,
  );
  terminal.say(
    "yours, the old template and the new template: leave what shall stand, delete the markers, then:",
  );
  terminal.say(`  ${colours.cyan("aegis continue")}    finishes it`);
  terminal.say(`  ${colours.cyan("aegis abort")}       takes all of it back`);
}

async function carryOut(
  terminal: Terminal,
  proposal: Proposal,
  flags: EvolveFlags,
  { setsUp, last = 'Look at it with "git diff", and commit it.' }: Settling,
  interruption: Interruption,
): Promise<void> {
  const { project, after, evolution, lockfile } = proposal;
  const { folder } = project;
  await write(proposal, setsUp, interruption);
  // A user who was asked has just seen the rest.
  const lines = mayAsk(terminal, flags) ? notableLines(evolution.plan) : shortLines(evolution.plan);
  for (const line of lines) terminal.say(`  ${line}`);
  terminal.say(`${countsOf(evolution.plan)}.`);
  if (pathsOf(evolution.plan, "conflict").length > 0) {
    tellConflicts(terminal, proposal);
    terminal.printResult(resultOf(proposal, { written: true, pending: true }));
    process.exitCode = exitCodes.conflicts;
    return;
  }
  const finished = await finish(terminal, { folder, stack: after, lockfile, setsUp }, flags, interruption);
  terminal.printResult(resultOf(proposal, { written: true, pending: false, ...finished }));
  terminal.say(last);
}

/** Shows a proposal, asks, writes it at once, installs and checks. Until the moment of writing nothing changes on the disk. */
export async function settle(
  terminal: Terminal,
  proposal: Proposal,
  flags: EvolveFlags,
  interruption: Interruption,
  settling: Settling,
): Promise<void> {
  if (isNothing(proposal)) {
    for (const note of proposal.notes) terminal.say(note);
    terminal.say("Nothing to do: the application already has this stack.");
    terminal.printResult(resultOf(proposal, { written: false, pending: false }));
    return;
  }
  if (flags.dryRun) {
    if (!terminal.asJson) showDryRun(terminal, proposal, flags.diff === true);
    terminal.printResult(resultOf(proposal, { written: false, pending: false }, flags.diff === true));
    return;
  }
  if (settling.confirmsDeletion && !mayAsk(terminal, flags)) requireConfirmed(proposal, flags);
  if (settling.requiresClean) requireClean(proposal.project.folder, flags);
  if (!mayAsk(terminal, flags)) for (const note of proposal.notes) terminal.say(note);
  await requireAgreement(terminal, proposal, flags, interruption);
  await carryOut(terminal, proposal, flags, settling, interruption);
}
