import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import { type EvolveFlags, withEvolveFlags } from "./evolve/flags.ts";

const examples = `
Examples:
  aegis add scheduler                      with whatever it requires
  aegis add "database[postgres]" cache     an option in brackets, quoted for the shell
  aegis add "scheduler[database]"          another option for what is there already
  aegis add scheduler --dry-run --diff     show what would change, write nothing
`;

export function addCommand(terminal: Terminal): Command {
  const command = new Command("add")
    .description("add components, services or options to this application")
    .argument("<what...>", 'such as scheduler or "database[postgres]"');
  return withEvolveFlags(command)
    .addHelpText("after", examples)
    .action(async (words: string[], flags: EvolveFlags) => {
      const { add } = await import("./evolve/add.ts");
      await add(terminal, words, flags);
    });
}
