import { AegisError } from "../errors.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The flags of every command that writes. What is absent was not given. */
export interface WritingFlags {
  readonly dryRun?: true;
  readonly diff?: true;
}

/** The flags of every command that writes a whole application, a new one or a changed one. */
export interface ApplicationFlags extends WritingFlags {
  readonly install: boolean;
  readonly yes?: true;
}

/** Throws `usage` for --diff without --dry-run. */
export function requireDryRunWithDiff({ diff, dryRun }: WritingFlags): void {
  if (!diff || dryRun) return;
  throw new AegisError("usage", {
    message: "--diff shows what --dry-run would write.",
    hint: "Add --dry-run, or leave --diff out.",
  });
}

/** Whether there is a user to ask. */
export function mayAsk(terminal: Terminal, flags: WritingFlags & { readonly yes?: true }): boolean {
  if (flags.yes || flags.dryRun || terminal.asJson || process.env.CI) return false;
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}
