import { AegisError } from "../errors.ts";
import type { PackageManager } from "../stack/stack.ts";
import { runScript } from "./package-manager.ts";
import { run } from "./run.ts";

export interface SettingUp {
  readonly folder: string;
  readonly manager: PackageManager;
  /** A script of the application's package.json. */
  readonly script: string;
  readonly signal: AbortSignal;
}

/**
 * Runs a script that an application needs once, when its dependencies are there for the first time.
 * Throws `set-up-failed` with what the script said last, or `interrupted`; the files stay.
 */
export async function setUp({ folder, manager, script, signal }: SettingUp): Promise<void> {
  const { code, lines } = await run(manager, ["run", script], { folder, signal });
  const again = `${runScript(manager, script)} in ${folder}`;
  if (signal.aborted) {
    const hint = `The files and the dependencies are all there: run ${again} to go on.`;
    throw new AegisError("interrupted", {
      message: `Stopped while running ${script}.`,
      hint,
      details: { folder },
    });
  }
  if (code === 0) return;
  throw new AegisError("set-up-failed", {
    message: `The script ${script} ended with ${code ?? "a signal"}.`,
    hint: `The files and the dependencies are all there: to go on, run ${again}.`,
    details: { folder, script, output: lines.filter((line) => line.trim() !== "").slice(-12) },
  });
}
