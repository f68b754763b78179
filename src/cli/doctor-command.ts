import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";

export function doctorCommand(terminal: Terminal): Command {
  return new Command("doctor")
    .description("look whether everything that this application needs is there, and say what to do")
    .option("--json", "answer with one JSON object")
    .addHelpText(
      "after",
      "\nThe exit code is 0 when nothing is wrong. It reads, and changes nothing.\n\nExamples:\n  aegis doctor\n  aegis doctor --json\n",
    )
    .action(async () => {
      const { doctor } = await import("./doctor/doctor.ts");
      await doctor(terminal);
    });
}
