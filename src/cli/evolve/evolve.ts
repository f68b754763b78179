import { requireNoneLeft } from "../../evolve/pending.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { runInterruptibly } from "../interruption.ts";
import { type Opened, propose } from "../pipeline/proposal.ts";
import { requireDryRunWithDiff } from "../writing-flags.ts";
import type { EvolveFlags } from "./flags.ts";
import { createMergePlanner } from "./merge-planner.ts";
import { openedIn, openFolder } from "./open.ts";
import { type ChangeSettling, settleChange } from "./settle.ts";

/** What a command wants an application to become. */
export interface ChangeRequest extends Pick<ChangeSettling, "setsUp" | "confirmsDeletion"> {
  readonly after: Stack;
  /** Sentences that explain what comes, goes or stays. */
  readonly notes: readonly string[];
}

/**
 * Turns an application into what a command wishes: planned whole, shown, asked for, written at once, installed and
 * checked. Until the moment of writing nothing changes on the disk.
 */
export async function evolveProject(
  terminal: Terminal,
  command: string,
  flags: EvolveFlags,
  createRequest: (opened: Opened) => ChangeRequest,
): Promise<void> {
  requireDryRunWithDiff(flags);
  await runInterruptibly(async (interruption) => {
    const folder = openFolder(terminal, !flags.dryRun);
    // With --dry-run, too: what waits is why the memory may not be readable yet.
    requireNoneLeft(folder);
    const opened = openedIn(folder);
    const { after, notes, setsUp, confirmsDeletion } = createRequest(opened);
    const { project } = opened;
    const intent = { command, folder, name: project.state.name, before: opened, after, notes };
    const proposal = await propose(intent, createMergePlanner(project));
    const settling = { setsUp, confirmsDeletion, requiresClean: true };
    await settleChange(terminal, proposal, flags, interruption, settling);
  });
}
