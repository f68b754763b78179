import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";

const examples = `
Examples:
  aegis source          the sources of the whole runtime
  aegis source queue    those of one capability; in a terminal $VISUAL or $EDITOR opens them
`;

export function sourceCommand(terminal: Terminal): Command {
  return new Command("source")
    .description("show where the installed sources of a capability are, and open them in your editor")
    .argument("[capability]", "such as queue or http; nothing stands for all of them")
    .option("--json", "print one JSON object")
    .addHelpText("after", examples)
    .action(async (capability: string | undefined) => {
      const { source } = await import("./source.ts");
      await source(terminal, capability);
    });
}
