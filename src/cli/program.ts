import { Command, CommanderError } from "commander";
import { AegisError } from "../errors.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { version } from "../version.ts";
import { abortCommand } from "./abort-command.ts";
import { addCommand } from "./add-command.ts";
import { continueCommand } from "./continue-command.ts";
import { diffCommand } from "./diff-command.ts";
import { doctorCommand } from "./doctor-command.ts";
import { initCommand } from "./init-command.ts";
import { listCommand } from "./list-command.ts";
import { makeCommand } from "./make-command.ts";
import { removeCommand } from "./remove-command.ts";
import { repairCommand } from "./repair-command.ts";
import { sourceCommand } from "./source-command.ts";
import { statusCommand } from "./status-command.ts";
import { unvendorCommand } from "./unvendor-command.ts";
import { updateCommand } from "./update-command.ts";
import { vendorCommand } from "./vendor-command.ts";

const examples = `
Examples:
  aegis init my-app                                   choose in the terminal
  aegis init my-app --yes                             backend, frontend and CLI, nothing asked
  aegis init my-app --dry-run                         show the files, write nothing
  aegis list                                          everything there is to choose from

In an application, over whatever you edited:
  aegis status                                        what it is made of, what you edited, what waits
  aegis add scheduler --dry-run                       show what would change, write nothing
  aegis add scheduler                                 merge it in; also remove, update
  aegis doctor                                        what is missing, and what to do
  aegis source queue                                  where the runtime's sources of a capability are
  aegis vendor --dry-run                              own the runtime's sources as well
  aegis make route invoices                           a route with its service, its test and its line
  aegis continue                                      after conflicts: finish; "aegis abort" takes it back
  aegis repair                                        after a git merge of two branches that both changed the stack
`;

/** By name, in the order of the help. */
const COMMAND_BY_NAME: Readonly<Record<string, (terminal: Terminal) => Command>> = {
  init: initCommand,
  add: addCommand,
  remove: removeCommand,
  update: updateCommand,
  status: statusCommand,
  diff: diffCommand,
  continue: continueCommand,
  abort: abortCommand,
  repair: repairCommand,
  make: makeCommand,
  source: sourceCommand,
  vendor: vendorCommand,
  unvendor: unvendorCommand,
  doctor: doctorCommand,
  list: listCommand,
};

/** The command that is run, or all of them where the first word names none: to create one takes time, too. */
function findCommands([name = ""]: readonly string[]): readonly ((terminal: Terminal) => Command)[] {
  const named = Object.hasOwn(COMMAND_BY_NAME, name) ? COMMAND_BY_NAME[name] : undefined;
  return named === undefined ? Object.values(COMMAND_BY_NAME) : [named];
}

/** The command line for these words. What a command does is only loaded when it runs. */
export function createProgram(terminal: Terminal, args: readonly string[]): Command {
  const program = new Command("aegis")
    .description(
      "Writes full-stack TypeScript applications from chosen components and services, and stays with them.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", examples)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const make of findCommands(args)) {
    const command = make(terminal);
    program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

/** What the parser threw, in our terms: "shown" when it only showed help or a version, null when it is not the parser's. */
export function usageError(thrown: unknown): AegisError | "shown" | null {
  if (!(thrown instanceof CommanderError)) return null;
  if (thrown.exitCode === 0) return "shown";
  const [message = "", hint = ""] = thrown.message.replace(/^error: /, "").split("\n");
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, "")}.`;
  const meant = hint.replace(/^\(|\)$/g, "");
  return new AegisError("usage", {
    message: sentence,
    hint: `${meant === "" ? "" : `${meant} `}"aegis --help" and "aegis COMMAND --help" show what there is.`,
  });
}
