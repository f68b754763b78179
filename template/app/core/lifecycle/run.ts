import { describeError, wrapFileError } from "@aegis-stack/runtime/errors";
import { escapeControls } from "@aegis-stack/runtime/terminal";
import { restrictFolder } from "#app/core/private-files.ts";
import { enterRole, type Role } from "#app/core/settings/role.ts";
import type { Lifecycle, Part } from "./lifecycle.ts";
import { onSignals } from "./signals.ts";

/**
 * Puts a process together. Its imports are to be lazy, so that a fault in the settings ends the process as a
 * sentence before anything else was loaded. `leave` aborts when the process is asked to stop meanwhile.
 */
export type Compose = (leave: AbortSignal) => Promise<readonly Part[]>;

/**
 * Runs one process of the application from its first line to its exit code.
 *
 * SIGTERM and SIGINT stop the parts in reverse; a second signal ends at once. So does a crash, after a log line.
 * Exit codes: 0 stopped cleanly, 1 could not start, crashed, or had to cut something off.
 */
export async function run(role: Role, compose: Compose): Promise<void> {
  enterRole(role);
  restrictFolder();
  const leave = new AbortController();
  let lifecycle: Lifecycle | undefined;
  let exitCode = 0;

  const end = async (reason: string, code: number) => {
    exitCode = Math.max(exitCode, code);
    leave.abort();
    const clean = lifecycle === undefined || (await lifecycle.stop(reason));
    // Not everything that writes below it heeds the umask: the embedded queue sets the rights of its files itself.
    restrictFolder();
    process.exit(clean ? exitCode : 1);
  };
  onSignals({ stop: (signal) => void end(signal, 0), endNow: () => process.exit(1) });
  let report = (error: unknown): unknown =>
    process.stderr.write(`${escapeControls(describeError(wrapFileError(error)))}\n`);
  const onCrash = (error: unknown) => {
    report(error);
    void end("crash", 1);
  };
  process.on("uncaughtException", onCrash);
  process.on("unhandledRejection", onCrash);

  try {
    const { settings } = await import("#app/core/settings/index.ts");
    const { log } = await import("#app/core/log.ts");
    const { settingHints } = await import("#app/core/settings/hints.ts");
    for (const hint of settingHints()) log.warn(hint);
    const { createLifecycle } = await import("./lifecycle.ts");
    // On a terminal somebody reads, who wants to see it as it was meant.
    if (!process.stdout.isTTY) {
      const { logForeignOutput } = await import("./foreign-output.ts");
      logForeignOutput(log);
    }
    const parts = await compose(leave.signal);
    if (leave.signal.aborted) return;
    report = (error) => log.fatal({ err: error }, "crashed");
    lifecycle = createLifecycle({ log, shutdownTimeout: settings.SHUTDOWN_TIMEOUT * 1_000 });
    await lifecycle.start(parts);
  } catch (error) {
    // Told to stop meanwhile: what fails now fails because of it.
    if (leave.signal.aborted) return;
    process.stderr.write(`${escapeControls(describeError(wrapFileError(error)))}\n`);
    await end("could not start", 1);
  }
}
