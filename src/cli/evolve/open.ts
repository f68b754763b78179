import { join } from "node:path";
import { AegisError } from "../../errors.ts";
import { fingerprintOf } from "../../evolve/fingerprint.ts";
import { type Pending, readPending, requireNoneLeft } from "../../evolve/pending.ts";
import { findProject } from "../../evolve/project.ts";
import { requireNoOtherProcess } from "../../evolve/transaction/busy.ts";
import { heldPath } from "../../evolve/transaction/paths.ts";
import { isUnfinished, recover } from "../../evolve/transaction/recover.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Opened } from "../pipeline/proposal.ts";
import { openMemory } from "./memory.ts";

/** The application around the current folder, after what a killed run left there was finished or undone. */
export function openFolder(terminal: Terminal, mayWrite: boolean): string {
  const folder = findProject(process.cwd());
  if (!isUnfinished(folder)) return folder;
  if (!mayWrite) {
    requireNoOtherProcess(folder);
    throw new AegisError("run-unfinished", {
      message: "A run of aegis was stopped half-way here, and --dry-run writes nothing.",
      hint: 'Run "aegis status" first: it finishes or undoes that run, and says which.',
      details: { folder },
    });
  }
  const recovered = recover(folder);
  if (recovered !== null) {
    const run = recovered.command === null ? "A run" : `"aegis ${recovered.command}"`;
    terminal.say(`${run} was stopped half-way before: it is ${recovered.did} now.`);
  }
  return folder;
}

/**
 * The application as it was last written: while conflicts wait, that is what was written just now, so that an owner is
 * shown his own edits and nothing of ours.
 */
export function openWritten(terminal: Terminal): Opened & { pending: Pending | null } {
  const folder = openFolder(terminal, true);
  const fingerprint = fingerprintOf(folder);
  const pending = readPending(folder);
  const { project, stack } = openMemory(pending === null ? folder : join(folder, heldPath));
  return { project: { ...project, folder }, stack, fingerprint, pending };
}

/** The application in a folder as it is, to be changed. */
export function openedIn(folder: string): Opened {
  const fingerprint = fingerprintOf(folder);
  return { ...openMemory(folder), fingerprint };
}

/** The application around here. Throws `conflicts-pending` while conflicts wait that writing would meet. */
export function openProject(terminal: Terminal, mayWrite: boolean): Opened {
  const folder = openFolder(terminal, mayWrite);
  if (mayWrite) requireNoneLeft(folder);
  return openedIn(folder);
}
