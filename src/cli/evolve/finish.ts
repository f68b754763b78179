import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AegisError } from "../../errors.ts";
import { runScript } from "../../project/package-manager.ts";
import { run } from "../../project/run.ts";
import { startProgress } from "../../terminal/progress.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import {
  installSteps,
  nextLines,
  scriptsAfterInstall,
  tryToInstall,
  tryToSetUp,
  type Written,
} from "../finishing.ts";
import type { Interruption } from "../interruption.ts";

export interface Finishing extends Written {
  /** Whether what the application needs once shall be made anew, such as migrations for new tables. */
  readonly setsUp: boolean;
}

export interface Finished {
  readonly installed: boolean;
  readonly migrations: readonly string[];
  readonly checked: boolean;
}

function migrationsIn(folder: string): string[] {
  const place = join(folder, "migrations");
  if (!existsSync(place)) return [];
  return readdirSync(place)
    .filter((name) => name.endsWith(".sql"))
    .sort();
}

/** New migrations are read before they are applied: shown whole, and what would drop data is named. */
function showMigrations(terminal: Terminal, folder: string, names: readonly string[]): void {
  for (const name of names) {
    const text = readFileSync(join(folder, "migrations", name), "utf8");
    terminal.say(`New migration migrations/${name}:`);
    for (const line of text.trimEnd().split("\n")) terminal.say(colours.dim(`    ${line}`));
    const drops = text.match(/^\s*(?:DROP TABLE|ALTER TABLE .* DROP COLUMN).*$/gim) ?? [];
    if (drops.length === 0) continue;
    terminal.say(colours.red("It drops data that an earlier part of the application made."));
    terminal.say("Take these lines out before you apply it, unless the data may go:");
    for (const line of drops) terminal.say(`    ${line.trim()}`);
  }
}

function hasCheck(folder: string): boolean {
  try {
    const manifest: { scripts?: Record<string, unknown> } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    return typeof manifest.scripts?.check === "string";
  } catch {
    return false;
  }
}

/** The application's own quick look at itself: types, lint, format. */
async function check({ folder, stack }: Written, { signal }: Interruption): Promise<void> {
  const script = runScript(stack.packageManager, "check");
  const progress = startProgress(`Checking with ${script}`, signal);
  const { code, lines } = await run(stack.packageManager, ["run", "check"], { folder, signal });
  progress.end(
    code === 0 ? "Checked: types, lint and format" : colours.red("Checked, and something is wrong"),
  );
  if (signal.aborted) {
    const hint = `All files are written: run "${script}" to see whether they agree.`;
    throw new AegisError("interrupted", { message: "Stopped while checking.", hint, details: { folder } });
  }
  if (code === 0) return;
  throw new AegisError("check-failed", {
    message: `All files are written, and "${script}" finds something wrong with them.`,
    hint: `What it says is below; often an edit of yours uses what has changed: mend it, or take everything back with git.`,
    details: { folder, output: lines.filter((line) => line.trim() !== "").slice(-30) },
  });
}

/**
 * Everything that follows the writing: dependencies, migrations, the check; with `install: false` it only says what to type.
 * Throws the first that does not work, which says how to go on. The files are there.
 */
export async function finish(
  terminal: Terminal,
  finishing: Finishing,
  { install }: { readonly install: boolean },
  interruption: Interruption,
): Promise<Finished> {
  const { folder, stack, setsUp } = finishing;
  if (!install) {
    const check = hasCheck(folder) ? [runScript(stack.packageManager, "check")] : [];
    for (const line of nextLines([...installSteps(stack, setsUp), ...check])) terminal.say(line);
    return { installed: false, migrations: [], checked: false };
  }
  const notInstalled = await tryToInstall(finishing, interruption);
  if (notInstalled !== null) throw notInstalled;
  const before = new Set(migrationsIn(folder));
  const notSetUp =
    setsUp && scriptsAfterInstall(stack).length > 0 ? await tryToSetUp(finishing, interruption) : null;
  const migrations = migrationsIn(folder).filter((name) => !before.has(name));
  showMigrations(terminal, folder, migrations);
  if (notSetUp !== null) throw notSetUp;
  if (hasCheck(folder)) await check(finishing, interruption);
  return { installed: true, migrations, checked: true };
}
