import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import { withEvolveFlags } from "./evolve/flags.ts";
import type { RemoveFlags } from "./evolve/remove.ts";

const examples = `
Examples:
  aegis remove scheduler --dry-run         show what would go and what stays
  aegis remove scheduler                   data, tables and migrations stay
  aegis remove scheduler --yes             without a terminal, where nothing can be asked
  aegis remove database --cascade          and whatever cannot be without it
`;

export function removeCommand(terminal: Terminal): Command {
  const command = new Command("remove")
    .description("take components, services or options out of this application")
    .argument("<what...>", "such as scheduler")
    .option("--cascade", "remove what requires it as well");
  return withEvolveFlags(command)
    .addHelpText("after", examples)
    .action(async (words: string[], flags: RemoveFlags) => {
      const { remove } = await import("./evolve/remove.ts");
      await remove(terminal, words, flags);
    });
}
