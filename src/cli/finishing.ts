import { AegisError } from "../errors.ts";
import { isForProduction } from "../project/environment.ts";
import { install } from "../project/install.ts";
import { installLine, runScript } from "../project/package-manager.ts";
import { setUp } from "../project/set-up.ts";
import { catalog } from "../stack/catalog.ts";
import type { Gain } from "../stack/entry.ts";
import { gainsOf } from "../stack/gains.ts";
import type { Stack } from "../stack/stack.ts";
import { startProgress } from "../terminal/progress.ts";
import { colours } from "../terminal/terminal.ts";
import type { Interruption } from "./interruption.ts";

/** An application whose files are there. */
export interface Written {
  readonly folder: string;
  readonly stack: Stack;
  /** npm's lock, for a manager that takes its versions over. Made when asked for. */
  readonly lockfile: () => string;
}

/** The failure of one step, so that the next steps still run; an interruption and a fault are thrown. */
function toFailure(error: unknown): AegisError {
  if (!(error instanceof AegisError) || error.code === "interrupted") throw error;
  return error;
}

/** Installs the dependencies, with progress to look at. Null when it worked. */
export async function tryToInstall(written: Written, { signal }: Interruption): Promise<AegisError | null> {
  const { folder, lockfile } = written;
  const manager = written.stack.packageManager;
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
export const scriptsAfterInstall = (stack: Stack): Gain[] => gainsOf(catalog, stack, "afterInstall");

/** What to type instead of an install that was left out, in order; with `setsUp` also what is needed once after it. */
export function installSteps(stack: Stack, setsUp: boolean): string[] {
  const manager = stack.packageManager;
  const once = setsUp ? scriptsAfterInstall(stack).map(({ name }) => runScript(manager, name)) : [];
  return [installLine(manager, isForProduction()), ...once];
}

/** Steps under a heading, as a person reads them. */
export const nextLines = (steps: readonly string[]): string[] => [
  "",
  "Next:",
  ...steps.map((step) => `  ${colours.cyan(step)}`),
  "",
];

/** Runs those scripts, in order, up to the first that fails. Null when all worked. */
export async function tryToSetUp(
  { folder, stack }: Written,
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
