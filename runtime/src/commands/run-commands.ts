import { Command, CommanderError } from "commander";
import { AppError, describeError, wrapFileError } from "../errors/index.ts";
import { printError, printJson } from "../terminal/index.ts";
import type { CommandAudit, CommandEntry } from "./command.ts";

const OPS_SUMMARY = "Operate the running application";

/** What a command line is made of. */
export interface CommandLineOptions {
  /** The application's name, as its users type it. */
  readonly name: string;
  readonly version: string;
  /** Every command, in the order that `--help` shows. */
  readonly commands: readonly CommandEntry[];
  /** Creates what records the command in an audit log. */
  readonly audit?: (program: Command) => CommandAudit;
}

/**
 * Runs the command that the words name.
 *
 * @param words the command line after the application's name
 * @returns the exit code: 0 for success; 1 when the command failed or the words were wrong; 3 for a fault of the program
 * @throws AppError `application.command-twice` when two commands have one name
 */
export async function runCommands(
  words: readonly string[],
  { name, version, commands, audit: createAudit }: CommandLineOptions,
): Promise<number> {
  requireUniqueNames(commands);
  const isJson = words.includes("--json");
  const usageErrors: string[] = [];
  const program = new Command(name)
    .description("Commands of this application.")
    .version(version)
    .addHelpText("after", "\nEvery command takes --json; its errors are JSON then, too.")
    .enablePositionalOptions()
    .showHelpAfterError(`Run \`${name} --help\` for what there is.`)
    .configureOutput({ writeErr: (text) => void usageErrors.push(text) })
    .exitOverride();
  const audit = createAudit?.(program);
  try {
    await addCommands(program, words, commands, audit);
    await program.parseAsync(words, { from: "user" });
    await audit?.succeeded();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    await audit?.failed(error);
    return reportError(wrapFileError(error), { name, usageErrors, isJson });
  }
}

/** Adds every command to the help, and loads the module of the one that the words name. */
async function addCommands(
  program: Command,
  words: readonly string[],
  commands: readonly CommandEntry[],
  audit: CommandAudit | undefined,
): Promise<void> {
  const [first, second] = words.filter((word) => !word.startsWith("-"));
  let ops: Command | undefined;
  for (const { name, summary, group, load } of commands) {
    const isOps = group === "ops";
    if (isOps) ops ??= program.command("ops").description(OPS_SUMMARY).enablePositionalOptions();
    const command = (isOps && ops ? ops : program).command(name).description(summary);
    // Also for `help NAME`, which shows the options of a command that is not run.
    if (!words.includes(name)) continue;
    const module = await load();
    const isRun = isOps ? first === "ops" && second === name : first === name;
    if (isRun) audit?.declare(module.mutates);
    module.configure(command);
  }
}

function requireUniqueNames(commands: readonly CommandEntry[]): void {
  const seen = new Set<string>();
  for (const { name, group } of commands) {
    const path = group === undefined ? name : `${group} ${name}`;
    if (seen.has(path) || path === "ops")
      throw new AppError({
        code: "application.command-twice",
        category: "invalid",
        message: `Two commands of the application are called "${path}".`,
        hint: "Rename the command that the application adds.",
      });
    seen.add(path);
  }
}

interface ErrorReport {
  readonly name: string;
  readonly usageErrors: readonly string[];
  readonly isJson: boolean;
}

/** Prints the error in the form that was asked for, and gives the exit code. */
function reportError(error: unknown, { name, usageErrors, isJson }: ErrorReport): number {
  // Help and version arrive as errors too, after they are printed.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (isJson) printJson({ error: serializeForPrograms(error, name) });
  else printError(error instanceof CommanderError ? usageErrors.join("").trim() : describeError(error));
  return error instanceof CommanderError || error instanceof AppError ? 1 : 3;
}

function serializeForPrograms(error: unknown, name: string) {
  if (error instanceof AppError) {
    const { code, message, hint, details } = error;
    return { code, message, hint, details };
  }
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, "");
    return { code: "cli.usage", message, hint: `Run \`${name} --help\` for what there is.`, details: [] };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "cli.fault",
    message,
    hint: "Run it without --json to see where it comes from.",
    details: [],
  };
}
