import { asAegisError, systemCode } from "../errors.ts";
import { createTerminal } from "../terminal/terminal.ts";
import { createProgram, usageError } from "./program.ts";

/**
 * Runs one command line. Never throws: a failure is reported to the user, or to the program that passed --json, and
 * becomes the process's exit code.
 */
export async function main(args: readonly string[]): Promise<void> {
  ignoreClosedPipe();
  const terminal = createTerminal(args.includes("--json"));
  try {
    await createProgram(terminal, args).parseAsync(args.length === 0 ? ["--help"] : args, { from: "user" });
  } catch (thrown) {
    const usage = usageError(thrown);
    if (usage === "shown") return;
    const error = usage ?? asAegisError(thrown);
    terminal.fail(error);
    process.exitCode = error.exitCode;
  }
}

// "aegis list | head" closes our output early: output that is not read is no reason to fail.
function ignoreClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      if (systemCode(error) !== "EPIPE") throw error;
    });
  }
}
