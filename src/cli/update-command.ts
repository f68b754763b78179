import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import { type EvolveFlags, withEvolveFlags } from "./evolve/flags.ts";

const examples = `
Examples:
  npx aegis-stack@latest update --dry-run    what the newest version would change, and its changelog
  npx aegis-stack@latest update
`;

export function updateCommand(terminal: Terminal): Command {
  const command = new Command("update").description("bring this application to this version of aegis");
  return withEvolveFlags(command)
    .addHelpText("after", examples)
    .action(async (flags: EvolveFlags) => {
      const { update } = await import("./evolve/update.ts");
      await update(terminal, flags);
    });
}
