import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";

export function doctorCommand(terminal: Terminal): Command {
  return new Command("doctor")
    .description("check whether everything that this application needs is installed, and say what to do")
    .option("--no-run", "do not run the application's own command, for a folder that you do not trust")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      "\nThe exit code is 0 when nothing is wrong. It reads, and changes nothing.\nSettings and migrations are judged by the application's own command, which runs its code: leave that out with --no-run.\n\nExamples:\n  aegis doctor\n  aegis doctor --json\n",
    )
    .action(async (flags: { run: boolean }) => {
      const { doctor } = await import("./doctor/doctor.ts");
      await doctor(terminal, flags);
    });
}
