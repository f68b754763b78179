import { AegisError } from "../../errors.ts";
import { apply } from "../../evolve/apply.ts";
import { fingerprintOf } from "../../evolve/fingerprint.ts";
import { editedSince, foldersMade, type Pending, planBack } from "../../evolve/pending.ts";
import { pathsOf } from "../../evolve/plan.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { runInterruptibly } from "../interruption.ts";
import { requirePending } from "./continue.ts";
import { openFolder } from "./open.ts";

export interface AbortFlags {
  readonly force?: true;
}

/** What the owner changed since, in files that had no conflict, would be lost without a word. */
function requireUnedited(folder: string, pending: Pending, { force }: AbortFlags): void {
  const files = editedSince(folder, pending);
  if (force || files.length === 0) return;
  throw new AegisError("conflicts-edited", {
    message: `You edited files that had no conflict since "aegis ${pending.command}": ${files.join(", ")}.`,
    hint: "Put your edits aside; --force takes these files back as well.",
    details: { files },
  });
}

/** Takes a run that stopped with conflicts back: every file that it touched is what it was before. */
export async function abort(terminal: Terminal, flags: AbortFlags): Promise<void> {
  const folder = openFolder(terminal, true);
  const fingerprint = fingerprintOf(folder);
  const pending = requirePending(folder);
  requireUnedited(folder, pending, flags);
  const plan = planBack(folder, pending);
  const blocked = pathsOf(plan, "blocked");
  if (blocked.length > 0) {
    throw new AegisError("paths-blocked", {
      message: `A folder or a link stands where a file was: ${blocked.join(", ")}.`,
      hint: "Nothing was taken back: move it away and run the command again.",
      details: { paths: blocked },
    });
  }
  await runInterruptibly(async (interruption) => {
    const leaves = foldersMade(folder);
    await apply(folder, plan, {
      ...{ command: "abort", ending: "release", leaves, fingerprint },
      mayGoOn: interruption.check,
    });
  });
  terminal.printResult({
    command: "abort",
    aborted: pending.command,
    folder,
    files: plan.map(({ path }) => path),
  });
  terminal.say(`Every file is as it was before "aegis ${pending.command}".`);
}
