import { Command } from "commander";
import { aboutKind, makeKinds } from "../make/words.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { WritingFlags } from "./writing-flags.ts";

const kindLines = makeKinds.map((kind) => {
  const { gives, needs } = aboutKind(kind);
  return `  ${kind.padEnd(10)} ${gives}${needs === undefined ? "" : ` (needs ${needs})`}`;
});

const help = `
Kinds:
${kindLines.join("\n")}

A route, page, command, task or job calls the service of its name, which is written along where it is missing.

Examples:
  aegis make route invoices
  aegis make page invoices --dry-run --diff
`;

export function makeCommand(terminal: Terminal): Command {
  return new Command("make")
    .description("write a service, route, page, command, task or job, with its test and its line in the list")
    .argument("<kind>", makeKinds.join(", "))
    .argument("<name>", 'its name, such as "invoices" or "user-profile"')
    .option("--dry-run", "show what would be written, write nothing")
    .option("--diff", "with --dry-run: show the text as well")
    .option("--json", "print one JSON object")
    .addHelpText("after", help)
    .action(async (kind: string, name: string, flags: WritingFlags) => {
      const { make } = await import("./make/make.ts");
      await make(terminal, kind, name, flags);
    });
}
