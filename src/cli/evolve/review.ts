import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AegisError } from "../../errors.ts";
import { runScript } from "../../project/package-manager.ts";
import { run } from "../../project/run.ts";
import { startProgress } from "../../terminal/progress.ts";
import { colours, type Terminal } from "../../terminal/terminal.ts";
import type { Interruption } from "../interruption.ts";
import { type Finished, type Finishing, installSteps, sayNextSteps } from "../pipeline/finish.ts";

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

/** The application's own quick look at itself: types, lint, format. Throws `check-failed`. */
async function check({ folder, stack }: Finishing, { signal }: Interruption): Promise<void> {
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
 * Shows what was generated and runs the application's own check, since what is new meets an owner's work here. Returns whether it
 * was checked. Throws the first failure: the files are there.
 */
export async function review(
  terminal: Terminal,
  finishing: Finishing,
  { installed, migrations, failure }: Finished,
  interruption: Interruption,
): Promise<boolean> {
  const { folder } = finishing;
  showMigrations(terminal, folder, migrations);
  if (failure !== null) throw failure;
  const checks = installed && hasCheck(folder);
  if (checks) await check(finishing, interruption);
  return checks;
}

/** Says what to type where nothing was installed. */
export function sayStepsLeft(terminal: Terminal, { folder, stack, setsUp }: Finishing): void {
  const check = hasCheck(folder) ? [runScript(stack.packageManager, "check")] : [];
  sayNextSteps(terminal, [...installSteps(stack, setsUp), ...check]);
}
