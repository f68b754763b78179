import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";

export function listCommand(terminal: Terminal): Command {
  return new Command("list")
    .description("show every component and service, with options and requirements")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  aegis list\n  aegis list --json\n")
    .action(async () => {
      const { list } = await import("./list.ts");
      list(terminal);
    });
}
