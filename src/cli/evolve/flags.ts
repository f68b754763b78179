import type { Command } from "commander";
import type { ApplicationFlags } from "../writing-flags.ts";

/** The flags of every command that changes an application. What is absent was not given. */
export interface EvolveFlags extends ApplicationFlags {
  readonly force?: true;
}

/** The flags that add, remove and update share. */
export function withEvolveFlags(command: Command): Command {
  return command
    .option("-y, --yes", "ask nothing, also where files are deleted")
    .option("--no-install", "do not install, generate or check anything afterwards")
    .option("--dry-run", "show what would change, write nothing")
    .option("--diff", "with --dry-run: show the text as well")
    .option("--force", "go on although git has changes that are not committed")
    .option("--json", "print one JSON object");
}
