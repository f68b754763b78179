import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";
import { type EvolveFlags, withEvolveFlags } from "./evolve/flags.ts";

const examples = `
Examples:
  aegis vendor --dry-run    show what would change, write nothing
  aegis vendor              the runtime's sources in runtime/, to be edited; "aegis update" merges
  aegis diff runtime        what you edited of them
  aegis unvendor            back to the package, where nothing of them was edited
`;

export function vendorCommand(terminal: Terminal): Command {
  const command = new Command("vendor").description(
    "unpack the sources of the runtime into runtime/, to own and edit them",
  );
  return withEvolveFlags(command)
    .addHelpText("after", examples)
    .action(async (flags: EvolveFlags) => {
      const { vendor } = await import("./evolve/vendor.ts");
      await vendor(terminal, flags);
    });
}
