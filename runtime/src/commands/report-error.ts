import { CommanderError } from "commander";
import { AppError, describeError } from "../errors/index.ts";
import { printError, printJson } from "../terminal/index.ts";

/** How an error is reported. */
export interface ErrorReport {
  readonly name: string;
  readonly usageErrors: readonly string[];
  readonly isJson: boolean;
}

/** Prints an error as a sentence or as JSON. @returns the exit code: 1 for a refusal and wrong words, 3 for a fault of the program */
export function reportError(error: unknown, { name, usageErrors, isJson }: ErrorReport): number {
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
