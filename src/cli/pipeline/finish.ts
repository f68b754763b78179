import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AegisError } from "../../errors.ts";
import { isForProduction } from "../../project/environment.ts";
import { install } from "../../project/install.ts";
import { installLine, runScript } from "../../project/package-manager.ts";
import { setUp } from "../../project/set-up.ts";
import { catalog } from "../../stack/catalog.ts";
import type { Gain } from "../../stack/entry.ts";
import { gainsOf } from "../../stack/gains.ts";
import type { Stack } from "../../stack/stack.ts";
import { startProgress } from "../../terminal/progress.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import type { Interruption } from "../interruption.ts";

/** An application whose files are there. */
export interface Finishing {
  readonly folder: string;
  readonly stack: Stack;
  /** npm's lock, for a manager that takes its versions over. Computed on request. */
  readonly lockfile: () => string;
  /** Whether what the application needs once shall be created, such as migrations for new tables. */
  readonly setsUp: boolean;
}

export interface Finished {
  readonly installed: boolean;
  /** The names of the migrations that are new. */
  readonly migrations: readonly string[];
  /** The first step that failed, with how to continue. The files are there. */
  readonly failure: AegisError | null;
}

export const NOT_FINISHED: Finished = { installed: false, migrations: [], failure: null };

/** The failure of one step, so that the next steps still run; an interruption and a fault are thrown. */
function toFailure(error: unknown): AegisError {
  if (!(error instanceof AegisError) || error.code === "interrupted") throw error;
  return error;
}

/** Installs the dependencies, with progress to look at. Null when it worked. */
async function tryToInstall(
  { folder, stack, lockfile }: Finishing,
  { signal }: Interruption,
): Promise<AegisError | null> {
  const manager = stack.packageManager;
  const progress = startProgress(`Installing with ${manager}`, signal);
  try {
    await install({ folder, manager, lockfile, signal, onStep: progress.step });
    progress.end("Installed");
    return null;
  } catch (error) {
    progress.end(colours.red("Not installed"));
    return toFailure(error);
  }
}

/** The scripts of the application that its stack needs once its dependencies are there. */
const scriptsAfterInstall = (stack: Stack): Gain[] => gainsOf(catalog, stack, "afterInstall");

/** Runs those scripts, in order, up to the first that fails. Null when all worked. */
async function tryToSetUp(
  { folder, stack }: Finishing,
  { signal }: Interruption,
): Promise<AegisError | null> {
  for (const { name: script, gives } of scriptsAfterInstall(stack)) {
    const progress = startProgress(`Making ${gives}`, signal);
    try {
      await setUp({ folder, manager: stack.packageManager, script, signal });
      progress.end(`Made ${gives}`);
    } catch (error) {
      progress.end(colours.red(`Not made: ${gives}`));
      return toFailure(error);
    }
  }
  return null;
}

function migrationsIn(folder: string): string[] {
  const place = join(folder, "migrations");
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .filter((name) => name.endsWith(".sql"))
    .sort();
}

/** Everything that follows the writing of any application: its dependencies, then what it needs once. */
export async function finish(
  finishing: Finishing,
  flags: { readonly install: boolean },
  interruption: Interruption,
): Promise<Finished> {
  if (!flags.install) return NOT_FINISHED;
  const notInstalled = await tryToInstall(finishing, interruption);
  if (notInstalled !== null) return { ...NOT_FINISHED, failure: notInstalled };
  const { folder, setsUp } = finishing;
  const before = new Set(migrationsIn(folder));
  const failure = setsUp ? await tryToSetUp(finishing, interruption) : null;
  const migrations = migrationsIn(folder).filter((name) => !before.has(name));
  return { installed: true, migrations, failure };
}

/** What to type instead of an install that was left out, in order; with `setsUp` also what is needed once after it. */
export function installSteps(stack: Stack, setsUp: boolean): string[] {
  const manager = stack.packageManager;
  const once = setsUp ? scriptsAfterInstall(stack).map(({ name }) => runScript(manager, name)) : [];
  return [installLine(manager, isForProduction()), ...once];
}

/** Steps under a heading, as a user reads them. Nothing where there are none. */
export function sayNextSteps(terminal: Terminal, steps: readonly string[]): void {
  if (steps.length === 0) return;
  const lines = steps.map((step) => `  ${colours.cyan(step)}`);
  for (const line of ["", "Next:", ...lines, ""]) terminal.say(line);
}
