import { Command, InvalidArgumentError } from "commander";
import { packageManagers } from "../stack/stack.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { ApplicationFlags } from "./writing-flags.ts";

/** The flags of init as they were given. What is absent was not given. */
export interface InitFlags extends ApplicationFlags {
  readonly components?: string;
  readonly services?: string;
  readonly output?: string;
  readonly packageManager?: string;
  readonly start?: true;
  readonly git: boolean;
  readonly force?: true;
}

const examples = `
Examples:
  aegis init my-app                                   choose in the terminal
  aegis init my-app --yes --start                     make it, install it, run it
  aegis init my-app --components "" --services ""     nothing but backend, frontend and CLI
  aegis init my-app --dry-run --diff                  show every file and its text, write nothing
`;

// "--components --yes" has lost its list somewhere; a list that begins with a hyphen means nothing.
function given(value: string): string {
  if (value.startsWith("-")) throw new InvalidArgumentError("A value is missing before it.");
  return value;
}

// Given twice, a list grows: "-c database -c worker" is "-c database,worker".
function added(value: string, before: string | undefined): string {
  return before === undefined ? given(value) : `${before},${given(value)}`;
}

export function initCommand(terminal: Terminal): Command {
  return new Command("init")
    .description("make a new application")
    .argument("[name]", "its name, and that of the folder to make")
    .option(
      "-c, --components <list>",
      'components, such as "database[postgres],worker", quoted for the shell; "" for none',
      added,
    )
    .option("-s, --services <list>", 'services, such as "auth[rbac]"; "" for none', added)
    .option("-o, --output <folder>", "the folder to make it in (default: this one)", given)
    .option("--package-manager <name>", packageManagers.join(", ").replace(/, (?=\w+$)/, " or "), given)
    .option("-y, --yes", "ask nothing: what is not given is left out")
    .option("--start", "run it when it is there")
    .option("--no-install", "do not install the dependencies")
    .option("--no-git", "do not make a git repository")
    .option("--dry-run", "show the files, write nothing")
    .option("--diff", "with --dry-run: show the text as well")
    .option("--force", "write into a folder that is not empty; only what git can give back is replaced")
    .option("--json", "print one JSON object")
    .addHelpText("after", examples)
    .action(async (name: string | undefined, flags: InitFlags) => {
      const { machineNode } = await import("../project/node.ts");
      // Asked while everything else is loaded: it may take as long as all of that.
      const node = machineNode();
      const { init } = await import("./init/init.ts");
      await init(terminal, name, flags, node);
    });
}
