import { resolve } from "node:path";
import { apply } from "../../evolve/apply.ts";
import { recover } from "../../evolve/transaction/recover.ts";
import { requireName } from "../../project/name.ts";
import { readTemplate } from "../../render/archive.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { InitFlags } from "../init-command.ts";
import { type Interruption, interrupted, watchInterruption } from "../interruption.ts";
import { mayAsk } from "../writing-flags.ts";
import { showDryRun } from "./dry-run.ts";
import { finish, nextSteps, startApp } from "./finish.ts";
import { requireFolder, settleConflicts } from "./folder.ts";
import { previewLines, previewOf } from "./preview.ts";
import { type Proposal, propose } from "./proposal.ts";
import { reproducingCommand } from "./reproduce.ts";
import {
  type Known,
  knownFrom,
  type Request,
  requestWithoutAsking,
  requireSensible,
  stackOf,
} from "./request.ts";
import { resultOf } from "./result.ts";

/**
 * Makes a new application: what was asked for, completed, shown, written at once, installed and committed.
 * Until the moment of writing nothing changes on the disk, and a failure before it leaves nothing behind.
 *
 * @param node the version of the Node of the person's shell, null when there is none
 */
export async function init(
  terminal: Terminal,
  given: string | undefined,
  flags: InitFlags,
  node: Promise<string | null>,
): Promise<void> {
  requireSensible(flags, terminal.asJson);
  const interruption = watchInterruption();
  try {
    await initUntilStopped(terminal, given, flags, node, interruption);
  } finally {
    interruption.dispose();
  }
}

async function initUntilStopped(
  terminal: Terminal,
  given: string | undefined,
  flags: InitFlags,
  node: Promise<string | null>,
  interruption: Interruption,
): Promise<void> {
  const template = readTemplate();
  const known = knownFrom(given, flags, await node);
  const folderOf = (name: string) => resolve(flags.output ?? ".", name);
  const requirePlace = (name: string) => {
    requireName(name);
    if (flags.dryRun) return;
    // What an earlier run left here when it was killed is no work of the owner's.
    recover(folderOf(name));
    requireFolder(folderOf(name), flags.force === true);
  };
  const proposalOf = (request: Request): Proposal =>
    propose(template, request.name, folderOf(request.name), stackOf(known, request));

  if (known.name !== null) requirePlace(known.name);
  const preview = (request: Request) => {
    const proposal = proposalOf(request);
    return previewLines(proposal, previewOf(proposal, known.node));
  };
  const asking = mayAsk(terminal, flags);
  const request = asking
    ? await ask(known, requirePlace, preview, interruption)
    : requestWithoutAsking(known);
  requirePlace(request.name);
  const proposal = proposalOf(request);
  const shown = previewOf(proposal, known.node);
  for (const sentence of [...shown.additions, ...shown.notes]) if (!asking) terminal.say(sentence);

  if (flags.dryRun) {
    if (!terminal.asJson) showDryRun(terminal, proposal, flags.diff === true);
    const outcome = { written: false, installed: false, committed: false, notes: shown.notes };
    terminal.printResult(resultOf(proposal, shown, outcome, flags.diff === true));
    return;
  }

  const plan = settleConflicts(proposal.folder, proposal.plan);
  await apply(proposal.folder, plan, { command: `init ${proposal.name}`, mayGoOn: interruption.check });
  terminal.say(`${shown.files} files are in ${proposal.folder}.`);
  const { failure, ...finished } = await finish(terminal, proposal, flags, interruption);
  if (failure !== null) throw failure;
  const notes = [...shown.notes, ...finished.notes];
  terminal.printResult(resultOf({ ...proposal, plan }, shown, { written: true, ...finished, notes }, false));
  for (const line of nextSteps(proposal, finished.installed)) terminal.say(line);
  terminal.say(reproducingCommand(proposal.state));
  if (flags.start) await startApp(proposal, interruption);
}

async function ask(
  known: Known,
  requirePlace: (name: string) => void,
  preview: (request: Request) => readonly string[],
  { signal }: Interruption,
): Promise<Request> {
  const { createPrompts } = await import("../../terminal/prompts.ts");
  const { converse } = await import("./conversation.ts");
  const { stdin: input, stdout: output } = process;
  const prompts = createPrompts({ input, output, signal, onStop: interrupted });
  return converse({ prompts, known, requirePlace, preview, onStop: interrupted });
}
