import { join } from "node:path";
import { someOf } from "../../doctor/finding.ts";
import { AegisError } from "../../errors.ts";
import { apply } from "../../evolve/apply.ts";
import { fingerprintOf } from "../../evolve/fingerprint.ts";
import { readFound } from "../../evolve/folder.ts";
import { mergedLock } from "../../evolve/lock/merged-lock.ts";
import {
  heldMemory,
  notParsing,
  type Pending,
  readPending,
  takenBack,
  undecided,
} from "../../evolve/pending.ts";
import { readProject } from "../../evolve/project.ts";
import { readBaseOrNull } from "../../evolve/read-state.ts";
import { lockPath } from "../../evolve/state.ts";
import { loadSyntax } from "../../evolve/syntax/syntax.ts";
import { heldPath } from "../../evolve/transaction/paths.ts";
import { choosePackageManager, runPackage } from "../../project/package-manager.ts";
import { readTemplate } from "../../render/archive.ts";
import { renderLockfile } from "../../render/render.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { version } from "../../version.ts";
import { runInterruptibly } from "../interruption.ts";
import { finish } from "../pipeline/finish.ts";
import { stackOf } from "./memory.ts";
import { openFolder } from "./open.ts";
import { review, sayStepsLeft } from "./review.ts";

export interface ContinueFlags {
  readonly install: boolean;
  readonly force?: true;
}

export function requirePending(folder: string): Pending {
  const pending = readPending(folder);
  if (pending !== null) return pending;
  throw new AegisError("conflicts-none", {
    message: "No conflicts wait here.",
    hint: '"aegis status" says how the application is.',
    details: { folder },
  });
}

function requireDecided(folder: string, pending: Pending): void {
  const left = undecided(folder, pending);
  if (left.length > 0) {
    const places = left.map(({ path, lines }) => `${path} (line ${lines.join(", ")})`);
    throw new AegisError("conflicts-left", {
      message: `There are still markers in ${places.join(", ")}.`,
      hint: 'Leave message shall stand, delete the markers, and run "aegis continue" again; "aegis abort" takes it all back.',
      details: { files: left },
    });
  }
}

/** What is no longer there would be remembered as written, and every later command would take it for deleted by its owner. */
function requireStillThere(folder: string, pending: Pending): void {
  const files = takenBack(folder, pending);
  if (files.length === 0) return;
  const { command, written } = pending;
  const isAll = files.length === written.length;
  const message = isAll
    ? `Nothing of what "aegis ${command}" wrote is there any more: it was taken back.`
    : `${files.length} of ${written.length} files that "aegis ${command}" wrote are as they were before: ${someOf(files)}.`;
  throw new AegisError("conflicts-taken-back", {
    message,
    hint: 'Run "aegis abort", and then the command again; when you took them back on purpose, "aegis continue --force" finishes without them.',
    details: { command, files },
  });
}

async function requireParsing(folder: string, pending: Pending): Promise<void> {
  const syntax = await loadSyntax(pending.conflicts.map(({ path }) => path));
  const broken = notParsing(folder, pending, syntax);
  if (broken.length === 0) return;
  const places = broken.map(({ path, line, what }) => `${path} (line ${line}: ${what})`);
  throw new AegisError("syntax-broken", {
    message: `As you decided it, this does not parse: ${places.join(", ")}.`,
    hint: 'Correct it and run "aegis continue" again; --force finishes all the same.',
    details: { files: broken },
  });
}

function requireSameVersion({ aegis, command }: Pending): void {
  if (aegis === version) return;
  const runner = runPackage(choosePackageManager(undefined, process.env.npm_config_user_agent));
  throw new AegisError("project-newer", {
    message: `"aegis ${command}" was run with aegis ${aegis}, and this is ${version}.`,
    hint: `Go on with that one: ${runner} aegis-stack@${aegis} continue.`,
    details: { project: aegis, aegis: version },
  });
}

/** Finishes a run that stopped with conflicts: what it held back is written, installed and checked. */
export async function continueChange(terminal: Terminal, flags: ContinueFlags): Promise<void> {
  const folder = openFolder(terminal, true);
  const fingerprint = fingerprintOf(folder);
  const pending = requirePending(folder);
  requireSameVersion(pending);
  requireDecided(folder, pending);
  if (!flags.force) {
    requireStillThere(folder, pending);
    await requireParsing(folder, pending);
  }
  await runInterruptibly(async (interruption) => {
    const after = readProject(join(folder, heldPath));
    const lock = mergedLock(
      // Where it was run because the base before cannot be read, what it wrote has to do.
      readBaseOrNull(folder)?.files ?? after.base,
      readFound(folder, lockPath),
      after.base,
      readFound(folder, "package.json"),
    );
    const plan = [...lock, ...heldMemory(folder)];
    await apply(folder, plan, {
      ...{ command: "continue", ending: "release", fingerprint },
      mayGoOn: interruption.check,
    });
    terminal.say(`"aegis ${pending.command}" is finished: no conflict is left.`);
    const stack = stackOf(after);
    const { setsUp } = pending;
    const lockfile = () => renderLockfile(readTemplate(), catalog, stack, { name: after.state.name });
    const finishing = { folder, stack, lockfile, setsUp };
    const finished = await finish(finishing, flags, interruption);
    const checked = await review(terminal, finishing, finished, interruption);
    const { installed, migrations } = finished;
    const result = { command: "continue", finished: pending.command, folder };
    terminal.printResult({ ...result, installed, migrations, checked });
    if (!installed) sayStepsLeft(terminal, finishing);
    terminal.say(`Look at it with "git diff", and commit it.`);
  });
}
