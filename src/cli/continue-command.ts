import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import type { ContinueFlags } from "./evolve/continue.ts";

export function continueCommand(terminal: Terminal): Command {
  return new Command("continue")
    .description("finish what stopped with conflicts, when you have resolved them")
    .option("--no-install", "do not install, generate or check anything afterwards")
    .option("--force", "also where files were taken back since, or do not parse as you decided them")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nExamples:\n  aegis status      # which files still hold markers\n  aegis continue\n",
    )
    .action(async (flags: ContinueFlags) => {
      const { continueChange } = await import("./evolve/continue.ts");
      await continueChange(terminal, flags);
    });
}
