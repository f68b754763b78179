import { relative } from "node:path";
import { AegisError } from "../../errors.ts";
import { runScript } from "../../project/package-manager.ts";
import { runInForeground } from "../../project/run.ts";
import type { Interruption } from "../interruption.ts";
import { installSteps } from "../pipeline/finish.ts";
import type { Proposal } from "../pipeline/proposal.ts";
import { shellWord } from "./reproduce.ts";

/** The shortest way into a folder, as a shell takes it. */
function pathTo(folder: string): string {
  const path = relative(process.cwd(), folder);
  return shellWord(path.startsWith("..") ? folder : path);
}

/** What to type to have the application running. */
export function stepsToStart({ folder, after }: Proposal, isInstalled: boolean): string[] {
  const left = isInstalled ? [] : installSteps(after, true);
  return [`cd ${pathTo(folder)}`, ...left, runScript(after.packageManager, "dev")];
}

/** Runs the application until it ends or is stopped. Its failure is ours too. */
export async function startApp({ folder, after }: Proposal, { signal }: Interruption): Promise<void> {
  const manager = after.packageManager;
  const code = await runInForeground(manager, ["run", "dev"], { folder, signal });
  if (code === 0 || signal.aborted) return;
  const again = `${runScript(manager, "dev")} in ${folder}`;
  const message = `The application ended with ${code ?? "a signal"}.`;
  throw new AegisError("start-failed", {
    message,
    hint: `Its own lines above say why; to start it again: ${again}.`,
  });
}
