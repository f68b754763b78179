import { AppError, describeError, wrapFileError } from "@aegis-stack/runtime/errors";
import { Command, CommanderError } from "commander";
import { APP_NAME, APP_VERSION } from "#app/core/constants.ts";
import { auditCommand } from "./auth/command-audit.ts"; // aegis:auth
import { commands } from "./commands.ts";
import { printError, printJson } from "./terminal.ts";

/**
 * Runs the command that the words name.
 *
 * @param words what stands behind the application's name on the command line
 * @returns the exit code: 0 when all is well; 1 when it is not, or the words were wrong; 3 for a fault of the program
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  const json = words.includes("--json");
  const complaints: string[] = [];
  const program = new Command(APP_NAME)
    .description("Commands of this application.")
    .version(APP_VERSION)
    .addHelpText("after", "\nEvery command takes --json; its errors are JSON then, too.")
    .enablePositionalOptions()
    .showHelpAfterError(`Run \`${APP_NAME} --help\` for what there is.`)
    .configureOutput({ writeErr: (text) => void complaints.push(text) })
    .exitOverride();
  const audit = auditCommand(program); // aegis:auth
  try {
    for (const { name, summary, load } of commands) {
      const command = program.command(name).description(summary);
      if (!words.includes(name)) continue;
      const module = await load();
      if (words.find((word) => !word.startsWith("-")) === name) audit.declare(module.mutates); // aegis:auth
      module.configure(command);
    }
    await program.parseAsync(words, { from: "user" });
    await audit.succeeded(); // aegis:auth
    return Number(process.exitCode ?? 0);
  } catch (error) {
    await audit.failed(error); // aegis:auth
    return report(wrapFileError(error), complaints, json);
  }
}

/** Says what went wrong, in the form that was asked for, and gives the exit code. */
function report(error: unknown, complaints: readonly string[], json: boolean): number {
  // Help and version come as errors too, once they are printed.
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (json) printJson({ error: describeForPrograms(error) });
  else printError(error instanceof CommanderError ? complaints.join("").trim() : describeError(error));
  return error instanceof CommanderError || error instanceof AppError ? 1 : 3;
}

function describeForPrograms(error: unknown) {
  if (error instanceof AppError) {
    const { code, message, todo, details } = error;
    return { code, message, todo, details };
  }
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, "");
    return { code: "cli.usage", message, todo: `Run \`${APP_NAME} --help\` for what there is.`, details: [] };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "cli.fault",
    message,
    todo: "Run it without --json to see where it comes from.",
    details: [],
  };
}
