import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import { type EvolveFlags, withEvolveFlags } from "./evolve/flags.ts";

export function unvendorCommand(terminal: Terminal): Command {
  const command = new Command("unvendor").description(
    "go back to the package of the runtime, where nothing in runtime/ was edited",
  );
  return withEvolveFlags(command)
    .addHelpText("after", "\nExamples:\n  aegis unvendor --dry-run\n  aegis unvendor\n")
    .action(async (flags: EvolveFlags) => {
      const { unvendor } = await import("./evolve/unvendor.ts");
      await unvendor(terminal, flags);
    });
}
