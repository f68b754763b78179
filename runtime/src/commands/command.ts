import type { Command } from "commander";
import type { RequestServer } from "./server/request-server.ts";

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

/** What a command knows of the application that it belongs to. */
export interface CommandContext {
  /** The application's name, as its users type it. */
  readonly name: string;
  readonly version: string;
  /**
   * Creates a function that requests something of the server that runs on this machine. What the server changes then is in its
   * own audit log, so the command is not recorded once more.
   *
   * @param holds what the server alone has, as in "the jobs"
   */
  requestServer(holds: string): RequestServer;
}

/** A command in the list of an application or of a capability. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** `ops` for a command that operates the application: `my-app ops queues`. Without it the command stands on top. */
  readonly group?: "ops";
  /** Imports the command. Only the module of the command that is run is imported. */
  load(context: CommandContext): Promise<CommandModule>;
}
