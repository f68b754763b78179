import { apply } from "../../evolve/apply.ts";
import { pathsOf } from "../../evolve/plan.ts";
import type { Files } from "../../render/file.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Interruption } from "../interruption.ts";
import { type ApplicationFlags, mayAsk } from "../writing-flags.ts";
import { type Finished, finish, NOT_FINISHED } from "./finish.ts";
import { isNothing, type Proposal } from "./proposal.ts";

/** How a proposal is settled. */
export interface Settling {
  /** Whether new tables shall get their migrations. Tables that went keep theirs. */
  readonly setsUp: boolean;
  /** Returns when the proposal may be written; throws otherwise. A dry run does not call it. */
  readonly agree: () => Promise<void>;
  /** What is kept with conflicts while they wait for their owner. Not called where the plan has none. */
  readonly beside: () => Files;
}

/** What became of a proposal. */
export interface Outcome extends Finished {
  /** Whether the files of the proposal are in the folder. */
  readonly isApplied: boolean;
  /** Whether conflicts wait for their owner. */
  readonly isPending: boolean;
}

const NOT_APPLIED: Outcome = { isApplied: false, isPending: false, ...NOT_FINISHED };

const hasConflicts = ({ evolution }: Proposal): boolean => pathsOf(evolution.plan, "conflict").length > 0;

async function write(proposal: Proposal, { beside }: Settling, { check }: Interruption): Promise<void> {
  const { folder, before, command, evolution } = proposal;
  const { plan, leaves } = evolution;
  const applying = { command, leaves, mayGoOn: check, ...(before && { fingerprint: before.fingerprint }) };
  if (hasConflicts(proposal)) await apply(folder, plan, { ...applying, ending: "hold", beside: beside() });
  else await apply(folder, [...plan, ...evolution.memory()], applying);
}

/** What only some runs of a command need is loaded by those: an init into an empty folder takes 100 ms. */
const loadReport = () => import("./report.ts");

async function sayWhatChanged(terminal: Terminal, proposal: Proposal, wasAsked: boolean): Promise<void> {
  const { before, folder, evolution } = proposal;
  const { plan } = evolution;
  if (before !== null || plan.some(({ kind }) => kind !== "create")) {
    const { notableLines, reportLines } = await loadReport();
    for (const line of wasAsked ? notableLines(plan) : reportLines(proposal)) terminal.say(`  ${line}`);
  }
  const summary =
    before === null ? `${plan.length} files are in ${folder}` : (await loadReport()).countsOf(plan);
  terminal.say(`${summary}.`);
}

/** Shows a proposal or writes it at once, installs and sets up. Until the moment of writing nothing changes on the disk. */
export async function settle(
  terminal: Terminal,
  proposal: Proposal,
  flags: ApplicationFlags,
  interruption: Interruption,
  settling: Settling,
): Promise<Outcome> {
  const { folder, after: stack, lockfile, notes } = proposal;
  if (isNothing(proposal)) {
    for (const note of notes) terminal.say(note);
    terminal.say("Nothing to do: the application already has this stack.");
    return NOT_APPLIED;
  }
  if (flags.dryRun) {
    if (terminal.asJson) return NOT_APPLIED;
    const { showDryRun } = await loadReport();
    showDryRun(terminal, proposal, flags.diff === true);
    return NOT_APPLIED;
  }
  await settling.agree();
  // A user who was asked has just seen the notes and most of the plan.
  const wasAsked = mayAsk(terminal, flags);
  if (!wasAsked) for (const note of notes) terminal.say(note);
  await write(proposal, settling, interruption);
  await sayWhatChanged(terminal, proposal, wasAsked);
  if (hasConflicts(proposal)) return { ...NOT_APPLIED, isApplied: true, isPending: true };
  const finished = await finish({ folder, stack, lockfile, setsUp: settling.setsUp }, flags, interruption);
  return { isApplied: true, isPending: false, ...finished };
}
