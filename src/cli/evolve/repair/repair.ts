import { type Evolution, evolve, leavesOf, planFor, requireFree } from "../../../evolve/evolution.ts";
import { fingerprintOf } from "../../../evolve/fingerprint.ts";
import type { Found } from "../../../evolve/folder.ts";
import { outcome } from "../../../evolve/outcome.ts";
import { requireNoneLeft } from "../../../evolve/pending.ts";
import { type Plan, pathsOf } from "../../../evolve/plan.ts";
import type { Project } from "../../../evolve/project.ts";
import type { Branches } from "../../../evolve/repair/branches.ts";
import type { MergedBranches } from "../../../evolve/repair/branches-of-git.ts";
import { reunite } from "../../../evolve/repair/reunite.ts";
import { reuniteLock } from "../../../evolve/repair/reunite-lock.ts";
import { basePath, lockPath, remember, type State, stateOf, statePath } from "../../../evolve/state.ts";
import { loadSyntax } from "../../../evolve/syntax/syntax.ts";
import { unmergedPaths } from "../../../project/git/merge.ts";
import type { Files } from "../../../render/file.ts";
import { catalog } from "../../../stack/catalog.ts";
import type { Stack } from "../../../stack/stack.ts";
import { parseAnyWord, splitWords, wordOf } from "../../../stack/words.ts";
import type { Terminal } from "../../../terminal/terminal.ts";
import { version } from "../../../version.ts";
import { runInterruptibly } from "../../interruption.ts";
import { propose, readerOf } from "../../pipeline/proposal.ts";
import { requireDryRunWithDiff } from "../../writing-flags.ts";
import type { EvolveFlags } from "../flags.ts";
import { stackOf } from "../memory.ts";
import { changesEngine } from "../notes.ts";
import { openFolder } from "../open.ts";
import { settleChange } from "../settle.ts";
import { branchesOf, rewritten } from "./branches.ts";
import { damageOf, type Remains, remainsOf } from "./damage.ts";
import { type Target, targetOf } from "./target.ts";

/** What an application was when it was last written, as far as its damaged memory tells. */
function projectOf(
  folder: string,
  { stated, base }: Remains,
  branches: MergedBranches | null,
  target: Target,
): Project {
  const { notes } = target;
  if (branches !== null) {
    const { state, base: files } = branches.ours;
    return { folder, notes, state, base: files, writtenFor: state };
  }
  const now = stateOf(version, catalog, target.stack, { name: target.name });
  const state = base?.writtenFor ?? stated?.state ?? now;
  return { folder, notes, state, base: base?.files ?? rewritten(folder, state), writtenFor: state };
}

async function evolutionOf(
  project: Project,
  ours: (path: string) => Found,
  rendered: Files,
  state: State,
  branches: Branches | null,
): Promise<Evolution> {
  // Which texts are merged shows while it is done.
  const syntax = await loadSyntax(rendered.keys());
  const remembered = () => remember(rendered, state, project.notes);
  const memory = () => planFor(remembered(), ours);
  if (branches === null) return { ...evolve(project, ours, rendered, state, syntax), isNew: true, memory };
  const plan = reunite(branches, rendered, ours, syntax);
  requireFree(plan);
  const isDecided = !pathsOf(plan, "conflict").includes("package.json");
  const manifest = isDecided
    ? outcome(plan, "package.json", ours)
    : (rendered.get("package.json") ?? "absent");
  const lock = reuniteLock(branches, ours(lockPath), rendered, manifest);
  return { plan: [...plan, ...lock], isNew: true, remembered, memory, leaves: leavesOf(plan, rendered) };
}

/** What git left to be decided in files that are their owner's alone. */
function leftToGit(folder: string, plan: Plan, rendered: Files): string[] {
  const known = new Set([...plan.map(({ path }) => path), ...rendered.keys(), statePath, basePath]);
  return unmergedPaths(folder).filter((path) => !known.has(path));
}

const wordsOf = ({ asked }: Stack): string => asked.map(wordOf).join(", ") || "nothing";

function notesOn({ stack }: Target, branches: MergedBranches | null, left: readonly string[]): string[] {
  const from =
    branches === null
      ? []
      : [
          `One branch asks for ${wordsOf(stackOf(branches.ours))}, the other for ${wordsOf(stackOf(branches.theirs))}.`,
        ];
  const own =
    left.length === 0 ? [] : [`git still has conflicts in files of yours: ${left.join(", ")}. Decide them.`];
  return [...from, `The application shall have ${wordsOf(stack)}.`, ...own];
}

/** Brings aegis.json, the base and the files together again, whichever of them was changed or merged alone. */
export async function repair(
  terminal: Terminal,
  given: readonly string[],
  flags: EvolveFlags,
): Promise<void> {
  requireDryRunWithDiff(flags);
  const named = splitWords(given.join(",")).map((word) => parseAnyWord(catalog, word));
  const folder = openFolder(terminal, !flags.dryRun);
  requireNoneLeft(folder);
  const fingerprint = fingerprintOf(folder);
  const damage = damageOf(folder);
  if (damage === null) {
    terminal.say("Nothing to repair: aegis.json and .aegis/base agree.");
    terminal.printResult({ command: "repair", folder, written: false, pending: false, files: [] });
    return;
  }
  const remains = remainsOf(folder);
  const branches = branchesOf(folder, remains);
  const target = targetOf(folder, remains, branches, named);
  const { name, stack: after } = target;
  const project = projectOf(folder, remains, branches, target);
  const before = { project, stack: stackOf(project), fingerprint };
  const command = ["repair", ...given].join(" ");
  let left: readonly string[] = [];
  const intent = { command, folder, name, before, after, notes: [damage.message] };
  const proposal = await propose(intent, async (rendered, state) => {
    const evolution = await evolutionOf(project, readerOf(folder), rendered, state, branches);
    left = leftToGit(folder, evolution.plan, rendered);
    return { evolution, notes: notesOn(target, branches, left) };
  });
  await runInterruptibly(async (interruption) => {
    const isOpen = branches?.isOpen === true;
    const finishes = left.length === 0 ? flags : { ...flags, install: false };
    await settleChange(terminal, proposal, finishes, interruption, {
      setsUp: !changesEngine(before.stack, after),
      confirmsDeletion: true,
      // What was merged is never committed yet.
      requiresClean: false,
      last: isOpen ? 'Look at it with "git diff HEAD", then "git add --all", and commit it.' : undefined,
    });
  });
}
