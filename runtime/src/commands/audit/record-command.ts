import type { Command } from "commander";
import { getCommandUser } from "../../operators/index.ts";
import type { CommandModule } from "../command.ts";
import { isUnrecorded, type ParsedCommand, parseCommand } from "./parsed-command.ts";

/** A command as the audit log records it. */
export interface RecordedCommand {
  /** As routes and forms of the same kind are named: "jobs pause". */
  readonly action: string;
  /** What it was done to; empty where the command names nothing. */
  readonly target: string;
  readonly outcome: "done" | "failed";
  /** The user of the operating system. */
  readonly user: string;
}

/** The audit log of an application, for its commands. */
export interface CommandAuditLog {
  /** Records a command that has ended, and closes the database. It never rejects. */
  recordCommand(command: RecordedCommand): Promise<void>;
}

/** Where the audit log is loaded from. */
export type LoadAuditLog = () => Promise<{ readonly auth: CommandAuditLog }>;

/** Records the command that is run. One that changes nothing is not recorded. */
export interface CommandRecorder {
  /** @param mutates what the module of the command declares about its commands */
  declare(mutates: CommandModule["mutates"]): void;
  /** Called after the command has ended without an error. */
  succeeded(): Promise<void>;
  /** Called with the error that ended the command. */
  failed(error: unknown): Promise<void>;
}

/** Records the command that `program` is about to run. The audit log is loaded late: most commands change nothing. */
export function createCommandRecorder(program: Command, load: LoadAuditLog): CommandRecorder {
  let parsed: ParsedCommand | undefined;
  let declared: CommandModule["mutates"];
  program.hook("preAction", (_program, command) => {
    parsed = parseCommand(command, declared);
  });

  async function record(outcome: "done" | "failed"): Promise<void> {
    if (!parsed?.mutates) return;
    const { action, target } = parsed;
    const { auth } = await load();
    await auth.recordCommand({ action, target, outcome, user: getCommandUser() });
  }

  return {
    declare(mutates) {
      declared = mutates;
    },
    succeeded: () => record("done"),
    async failed(error) {
      if (!isUnrecorded(error)) await record("failed");
    },
  };
}
