import type { Command } from "commander";
import { AppError } from "../../errors/index.ts";
import type { CommandModule } from "../command.ts";

/** A command as it was typed. */
export interface ParsedCommand {
  /** As the audit log names it: "jobs pause". */
  readonly action: string;
  /** Its arguments, which name things. Options may hold more, and are not recorded. */
  readonly target: string;
  /** Whether it is recorded in the audit log. A command that does not declare what it does counts as one that changes something. */
  readonly mutates: boolean;
}

/**
 * @param command the one that runs
 * @param declared what its module declares about its commands
 */
export function parseCommand(command: Command, declared: CommandModule["mutates"]): ParsedCommand {
  const name = command.name();
  const groups: string[] = [];
  for (let group = command.parent; group?.parent; group = group.parent) groups.unshift(group.name());
  const names = command.args.join(" ");
  const all = Object(command.opts()).failed === true ? "all that failed" : "";
  // An action has one name, whether it comes from a page, the API or the command line.
  if (groups[0] === "ops") groups.shift();
  return { action: [...groups, name].join(" "), target: names || all, mutates: declared?.[name] ?? true };
}

/**
 * Whether a failed command is not recorded: it did not begin, since it was not confirmed or not understood; or the database,
 * in which the audit log is, cannot be reached.
 */
export const isUnrecorded = (error: unknown): boolean =>
  error instanceof AppError && (error.code.startsWith("cli.") || error.code.startsWith("database."));
