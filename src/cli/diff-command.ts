import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";

export function diffCommand(terminal: Terminal): Command {
  return new Command("diff")
    .description("show how this application differs from what was written")
    .argument("[path]", "one file or folder of it")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  aegis diff\n  aegis diff app/components\n")
    .action(async (path: string | undefined) => {
      const { diff } = await import("./evolve/diff.ts");
      diff(terminal, path);
    });
}
