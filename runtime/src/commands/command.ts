import type { Command } from "commander";

/** The module of a command: its options and what it does. */
export interface CommandModule {
  /** Adds arguments, options, subcommands and the action to the command that was created for the module. */
  configure(command: Command): void;
  /**
   * Whether each of its commands changes something, by the command's name. Commands that do are recorded in the audit log,
   * where there is one. A command that is not listed counts as one that does.
   */
  readonly mutates?: Readonly<Record<string, boolean>>;
}

/** A command in the list of an application. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** `ops` for a command that operates the application: `my-app ops queues`. Without it the command stands on top. */
  readonly group?: "ops";
  /** Imports the command. Only the module of the command that is run is imported. */
  load(): Promise<CommandModule>;
}

/** Records the command that is run, where the application has an audit log. */
export interface CommandAudit {
  /** @param mutates what the module of the command declares about its commands */
  declare(mutates: CommandModule["mutates"]): void;
  /** Called after the command has ended without an error. */
  succeeded(): Promise<void>;
  /** Called with the error that ended the command. */
  failed(error: unknown): Promise<void>;
}
