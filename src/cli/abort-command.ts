import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import type { AbortFlags } from "./evolve/abort.ts";

export function abortCommand(terminal: Terminal): Command {
  return new Command("abort")
    .description("take back what stopped with conflicts: every file as it was before")
    .option("--force", "also where you edited files since that had no conflict")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  aegis abort\n")
    .action(async (flags: AbortFlags) => {
      const { abort } = await import("./evolve/abort.ts");
      await abort(terminal, flags);
    });
}
