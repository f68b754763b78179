import { requireNoneLeft } from "../../evolve/pending.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { type Interruption, watchInterruption } from "../interruption.ts";
import { requireDryRunWithDiff } from "../writing-flags.ts";
import { type Settling, settle } from "./carry-out.ts";
import type { EvolveFlags } from "./flags.ts";
import { type Opened, openedIn, openFolder } from "./open.ts";
import { propose } from "./proposal.ts";

/** What a command wants an application to become. */
export interface ChangeRequest extends Pick<Settling, "setsUp" | "confirmsDeletion"> {
  readonly after: Stack;
  /** Sentences that explain what comes, goes or stays. */
  readonly notes: readonly string[];
}

async function evolveUntilStopped(
  terminal: Terminal,
  command: string,
  flags: EvolveFlags,
  createRequest: (opened: Opened) => ChangeRequest,
  interruption: Interruption,
): Promise<void> {
  const folder = openFolder(terminal, !flags.dryRun);
  // With --dry-run, too: what waits is why the memory may not be readable yet.
  requireNoneLeft(folder);
  const opened = openedIn(folder);
  const { after, notes, setsUp, confirmsDeletion } = createRequest(opened);
  const proposal = await propose(opened, command, after, notes);
  await settle(terminal, proposal, flags, interruption, { setsUp, confirmsDeletion, requiresClean: true });
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
  const interruption = watchInterruption();
  try {
    await evolveUntilStopped(terminal, command, flags, createRequest, interruption);
  } finally {
    interruption.dispose();
  }
}
