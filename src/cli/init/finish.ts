import { relative } from "node:path";
import { AegisError } from "../../errors.ts";
import { startRepository } from "../../project/git/git.ts";
import { runScript } from "../../project/package-manager.ts";
import { runInForeground } from "../../project/run.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { installSteps, nextLines, tryToInstall, tryToSetUp } from "../finishing.ts";
import type { InitFlags } from "../init-command.ts";
import type { Interruption } from "../interruption.ts";
import type { Proposal } from "./proposal.ts";
import { shellWord } from "./reproduce.ts";

export interface Finished {
  readonly installed: boolean;
  readonly committed: boolean;
  readonly notes: readonly string[];
  /** Why the application is not ready to run although that was wanted. The files are there. */
  readonly failure: AegisError | null;
}

/** Everything that follows the writing: dependencies and repository. The files are there whatever becomes of it. */
export async function finish(
  terminal: Terminal,
  proposal: Proposal,
  flags: InitFlags,
  interruption: Interruption,
): Promise<Finished> {
  const notInstalled = flags.install ? await tryToInstall(proposal, interruption) : null;
  const installed = flags.install && notInstalled === null;
  const failure = installed ? await tryToSetUp(proposal, interruption) : notInstalled;
  if (!flags.git) return { installed, committed: false, notes: [], failure };
  const message = `Start from aegis-stack ${proposal.state.aegis}`;
  const { committed, sentence } = startRepository(proposal.folder, message);
  terminal.say(sentence);
  return { installed, committed, notes: [sentence], failure };
}

/** The shortest way into a folder, as a shell takes it. */
function wayTo(folder: string): string {
  const way = relative(process.cwd(), folder);
  return shellWord(way.startsWith("..") ? folder : way);
}

/** What to type next. */
export function nextSteps(proposal: Proposal, installed: boolean): string[] {
  const manager = proposal.stack.packageManager;
  const steps = [
    `cd ${wayTo(proposal.folder)}`,
    ...(installed ? [] : installSteps(proposal.stack, true)),
    runScript(manager, "dev"),
  ];
  return [...nextLines(steps), "The same application again:"];
}

/** Runs the application until it ends or is stopped. Its failure is ours too. */
export async function startApp(proposal: Proposal, { signal }: Interruption): Promise<void> {
  const manager = proposal.stack.packageManager;
  const { folder } = proposal;
  const code = await runInForeground(manager, ["run", "dev"], { folder, signal });
  if (code === 0 || signal.aborted) return;
  const again = `${runScript(manager, "dev")} in ${folder}`;
  const message = `The application ended with ${code ?? "a signal"}.`;
  throw new AegisError("start-failed", {
    message,
    hint: `Its own lines above say why; to start it again: ${again}.`,
  });
}
