import { Command } from "commander";
import { AppError, describeError, wrapFileError } from "../errors/index.ts";
import { type CommandRecorder, createCommandRecorder, type LoadAuditLog } from "./audit/record-command.ts";
import { createBuiltinCommands } from "./builtin/index.ts";
import type { ServerModule } from "./builtin/routes.ts";
import { type CommandApplication, closeApplication, loadApplication } from "./capability-commands.ts";
import type { CommandContext, CommandEntry } from "./command.ts";
import { isNamed } from "./command-name.ts";
import { reportError } from "./report-error.ts";
import { createLocalServer, type ServerValues } from "./server/local-server.ts";
import { createRequestServer } from "./server/request-server.ts";

const OPS_SUMMARY = "Operate the running application";

/** What a command line is made of. */
export interface CommandLineOptions {
  /** The application's name, as its users type it. */
  readonly name: string;
  readonly version: string;
  /** The application's folder, absolute. */
  readonly folder: string;
  /** What `defineSettings` returned. */
  readonly settings: ServerValues;
  /** The application's own commands, in the order that `--help` shows. */
  readonly commands: readonly CommandEntry[];
  /** Imports the application, whose capabilities bring commands. Not called for the application's own commands. */
  readonly application: () => Promise<{ readonly application: CommandApplication }>;
  /** Imports the module that creates the application's server. */
  readonly server: () => Promise<ServerModule>;
  /** Imports the accounts of the application, whose audit log records commands that change something. */
  readonly auth?: LoadAuditLog;
}

/**
 * Runs the command that the words name: one of the application's own, one that a capability brings, or one that every
 * application has.
 *
 * @param words the command line after the application's name
 * @returns the exit code: 0 for success; 1 when the command failed or the words were wrong; 3 for a fault of the program
 */
export async function runCommands(words: readonly string[], options: CommandLineOptions): Promise<number> {
  process.stdout.on("error", ignoreClosedPipe);
  const { name, version } = options;
  const isJson = words.includes("--json");
  const usageErrors: string[] = [];
  const program = createProgram(options, usageErrors);
  const audit = options.auth && createCommandRecorder(program, options.auth);
  // The server records what it changes, so such a command is not recorded once more.
  let isRecordedByServer = false;
  const onChange = () => {
    isRecordedByServer = true;
  };
  const server = createLocalServer(options);
  const context: CommandContext = {
    name,
    version,
    requestServer: (holds) => createRequestServer({ server, holds, onChange }),
  };
  let application: CommandApplication | undefined;
  try {
    const known = [...options.commands, ...createBuiltinCommands(options, server)];
    const found = await loadApplication(words, known, options.application);
    application = found.application;
    if (found.error !== undefined) program.addHelpText("after", `\n${describeError(found.error)}`);
    const commands = [...known, ...(application?.capabilities ?? []).flatMap((part) => part.commands ?? [])];
    requireUniqueNames(commands);
    await addCommands(program, words, { commands, context, audit });
    await program.parseAsync(words, { from: "user" });
    if (!isRecordedByServer) await audit?.succeeded();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (!isRecordedByServer) await audit?.failed(error);
    return reportError(wrapFileError(error), { name, usageErrors, isJson });
  } finally {
    if (application) await closeApplication(application);
  }
}

function createProgram({ name, version }: CommandLineOptions, usageErrors: string[]): Command {
  return new Command(name)
    .description("Commands of this application.")
    .version(version)
    .addHelpText("after", "\nEvery command takes --json; its errors are JSON then, too.")
    .enablePositionalOptions()
    .showHelpAfterError(`Run \`${name} --help\` for what there is.`)
    .configureOutput({ writeErr: (text) => void usageErrors.push(text) })
    .exitOverride();
}

/** A reader such as `head` may end before everything is written. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

interface AddedCommands {
  readonly commands: readonly CommandEntry[];
  readonly context: CommandContext;
  readonly audit: CommandRecorder | undefined;
}

/** Adds every command to the help, and loads the module of the one that the words name. */
async function addCommands(
  program: Command,
  words: readonly string[],
  { commands, context, audit }: AddedCommands,
): Promise<void> {
  let ops: Command | undefined;
  for (const entry of commands) {
    const { name, summary } = entry;
    const isOps = entry.group === "ops";
    if (isOps) ops ??= program.command("ops").description(OPS_SUMMARY).enablePositionalOptions();
    const command = (isOps && ops ? ops : program).command(name).description(summary);
    // Also for `help NAME`, which shows the options of a command that is not run.
    if (!words.includes(name)) continue;
    const module = await entry.load(context);
    if (isNamed(entry, words)) audit?.declare(module.mutates);
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
