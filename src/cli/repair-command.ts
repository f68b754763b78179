import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import { type EvolveFlags, withEvolveFlags } from "./evolve/flags.ts";

const examples = `
Examples:
  git merge other-branch; aegis repair     after both branches changed the stack
  aegis repair "database[postgres]"        where the two chose different options
  aegis repair --dry-run                   show what would change, write nothing
`;

export function repairCommand(terminal: Terminal): Command {
  const command = new Command("repair")
    .description("put aegis.json, .aegis/base and the files together again, after a merge or an edit by hand")
    .argument("[what...]", 'what shall be where two branches differ, such as "database[postgres]"');
  return withEvolveFlags(command)
    .addHelpText("after", examples)
    .action(async (words: string[], flags: EvolveFlags) => {
      const { repair } = await import("./evolve/repair/repair.ts");
      await repair(terminal, words, flags);
    });
}
