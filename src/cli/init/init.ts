import { resolve } from "node:path";
import { recover } from "../../evolve/transaction/recover.ts";
import { startRepository } from "../../project/git/git.ts";
import { requireName } from "../../project/name.ts";
import { readTemplate } from "../../render/archive.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { InitFlags } from "../init-command.ts";
import { type Interruption, runInterruptibly } from "../interruption.ts";
import { sayNextSteps } from "../pipeline/finish.ts";
import { type Proposal, propose } from "../pipeline/proposal.ts";
import { type Outcome, settle } from "../pipeline/settle.ts";
import { mayAsk } from "../writing-flags.ts";
import { contentsOf } from "./contents.ts";
import { createInitPlanner, requireFolder, requireReplaceable } from "./folder.ts";
import { reproducingCommand } from "./reproduce.ts";
import {
  type Known,
  knownFrom,
  notesOnNode,
  type Request,
  requestWithoutAsking,
  requireSensible,
  stackOf,
} from "./request.ts";
import { startApp, stepsToStart } from "./start.ts";

/**
 * Writes a new application: what was requested, completed, shown, written at once, installed and committed.
 * Until the moment of writing nothing changes on the disk, and a failure before it leaves nothing behind.
 *
 * @param node the version of the Node of the user's shell, null when there is none
 */
export async function init(
  terminal: Terminal,
  given: string | undefined,
  flags: InitFlags,
  node: Promise<string | null>,
): Promise<void> {
  requireSensible(flags, terminal.asJson);
  await runInterruptibly(async (interruption) => {
    // Read while the Node of the shell has not answered yet.
    readTemplate();
    const known = knownFrom(given, flags, await node);
    await initUntilStopped(terminal, known, flags, interruption);
  });
}

async function initUntilStopped(
  terminal: Terminal,
  known: Known,
  flags: InitFlags,
  interruption: Interruption,
): Promise<void> {
  const folderOf = (name: string) => resolve(flags.output ?? ".", name);
  const requirePlace = (name: string) => {
    requireName(name);
    if (flags.dryRun) return;
    // What an earlier run left here when it was killed is no work of the owner's.
    recover(folderOf(name));
    requireFolder(folderOf(name), flags.force === true);
  };
  const proposalOf = async (request: Request): Promise<Proposal> => {
    const { name } = request;
    const folder = folderOf(name);
    const after = stackOf(known, request);
    const notes = [...after.additions.map(({ sentence }) => sentence), ...notesOnNode(after, known.node)];
    const intent = { command: `init ${name}`, folder, name, before: null, after, notes };
    return propose(intent, createInitPlanner(folder));
  };

  if (known.name !== null) requirePlace(known.name);
  const conversation = { known, requirePlace, proposalOf, contentsOf };
  const request = mayAsk(terminal, flags)
    ? await (await import("./conversation.ts")).converse(conversation, interruption)
    : requestWithoutAsking(known);
  requirePlace(request.name);
  const proposal = await proposalOf(request);
  const agree = async () => requireReplaceable(proposal.folder, proposal.evolution.plan);
  // After that no conflict is left that could wait for its owner.
  const settling = { setsUp: true, agree, beside: () => new Map() };
  const outcome = await settle(terminal, proposal, flags, interruption, settling);
  await report(terminal, proposal, outcome, flags);
  if (flags.start) await startApp(proposal, interruption);
}

/** Commits what is there, also when it could not be installed, and says how to continue. */
async function report(
  terminal: Terminal,
  proposal: Proposal,
  outcome: Outcome,
  flags: InitFlags,
): Promise<void> {
  const { folder, state, notes } = proposal;
  const commit =
    outcome.isApplied && flags.git ? startRepository(folder, `Start from aegis-stack ${state.aegis}`) : null;
  if (commit !== null) terminal.say(commit.sentence);
  if (outcome.failure !== null) throw outcome.failure;
  const command = reproducingCommand(state);
  if (terminal.asJson) {
    const { resultOf } = await import("../pipeline/result.ts");
    terminal.printResult({
      ...resultOf(proposal, outcome, false, flags.diff === true),
      ...contentsOf(proposal),
      notes: commit === null ? notes : [...notes, commit.sentence],
      committed: commit?.committed === true,
      // A new application has one version, and the command that makes it again on any machine is what a program keeps.
      ...{ aegis: state.aegis, command },
    });
  }
  if (!outcome.isApplied) return;
  sayNextSteps(terminal, stepsToStart(proposal, outcome.installed));
  for (const line of ["The same application again:", command]) terminal.say(line);
}
