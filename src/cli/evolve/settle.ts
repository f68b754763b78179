import { AegisError, exitCodes } from "../../errors.ts";
import { besideOf } from "../../evolve/pending.ts";
import { pathsOf } from "../../evolve/plan.ts";
import { workTreeOf } from "../../project/git/git.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import { version } from "../../version.ts";
import { type Interruption, interrupted } from "../interruption.ts";
import { askToWrite, openPrompts } from "../pipeline/agree.ts";
import type { Proposal } from "../pipeline/proposal.ts";
import { countsOf, reportLines } from "../pipeline/report.ts";
import { resultOf } from "../pipeline/result.ts";
import { type Settling, settle } from "../pipeline/settle.ts";
import { mayAsk } from "../writing-flags.ts";
import type { EvolveFlags } from "./flags.ts";
import { review, sayStepsLeft } from "./review.ts";

/** How a change of an application is settled. */
export interface ChangeSettling extends Pick<Settling, "setsUp"> {
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

async function requireAgreement(proposal: Proposal, interruption: Interruption): Promise<void> {
  const { command, notes, evolution } = proposal;
  const prompts = await openPrompts(interruption);
  const lines = [...notes, ...reportLines(proposal), "", countsOf(evolution.plan)];
  prompts.show(`aegis ${command}`, lines);
  if ((await askToWrite(prompts, false)) !== "yes") throw interrupted();
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

/** Settles the change of an application, and reports it. Throws the first step after the writing that failed. */
export async function settleChange(
  terminal: Terminal,
  proposal: Proposal,
  flags: EvolveFlags,
  interruption: Interruption,
  settling: ChangeSettling,
): Promise<void> {
  const { setsUp, confirmsDeletion, requiresClean } = settling;
  const { folder, command, after: stack, evolution, lockfile } = proposal;
  const asks = mayAsk(terminal, flags);
  const agree = async () => {
    if (confirmsDeletion && !asks) requireConfirmed(proposal, flags);
    if (requiresClean) requireClean(folder, flags);
    if (asks) await requireAgreement(proposal, interruption);
  };
  const beside = () => besideOf({ command, aegis: version, setsUp }, evolution);
  const outcome = await settle(terminal, proposal, flags, interruption, { setsUp, agree, beside });
  const finishing = { folder, stack, lockfile, setsUp };
  const checked = await review(terminal, finishing, outcome, interruption);
  terminal.printResult(resultOf(proposal, outcome, checked, flags.diff === true));
  if (outcome.isPending) {
    tellConflicts(terminal, proposal);
    process.exitCode = exitCodes.conflicts;
  }
  if (!outcome.isApplied || outcome.isPending) return;
  if (!outcome.installed) sayStepsLeft(terminal, finishing);
  terminal.say(settling.last ?? 'Look at it with "git diff", and commit it.');
}
