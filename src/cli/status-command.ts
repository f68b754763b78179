import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";

export function statusCommand(terminal: Terminal): Command {
  return new Command("status")
    .description("show what this application is made of, what you edited, and what waits")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  aegis status\n  aegis status --json\n")
    .action(async () => {
      const { status } = await import("./evolve/status.ts");
      status(terminal);
    });
}
