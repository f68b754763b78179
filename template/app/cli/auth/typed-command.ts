import type { Command, CommandModule } from "@aegis-stack/runtime/commands";
import { AppError } from "@aegis-stack/runtime/errors";

/** A command as it was typed. */
export interface TypedCommand {
  /** As the audit log names it: "jobs pause". */
  action: string;
  /** What it was given besides options: names of things. Options may hold more, and are not kept. */
  target: string;
  /** Whether it is kept in the audit log. One that does not declare what it does counts as one that changes something. */
  mutates: boolean;
}

/**
 * @param command the one that runs
 * @param declared what its module says of its commands
 */
export function typedCommand(command: Command, declared: CommandModule["mutates"]): TypedCommand {
  const name = command.name();
  const groups: string[] = [];
  for (let group = command.parent; group?.parent; group = group.parent) groups.unshift(group.name());
  const named = command.args.join(" ");
  const all = Object(command.opts()).failed === true ? "all that failed" : "";
  // An action has one name, whether it comes from a page, the API or the command line.
  if (groups[0] === "ops") groups.shift();
  return { action: [...groups, name].join(" "), target: named || all, mutates: declared?.[name] ?? true };
}

/**
 * Whether there is nothing to keep of a command that failed: it would not begin, since it was not confirmed or not
 * understood; or the database, in which the audit log is, cannot be reached.
 */
export const isNotKept = (error: unknown): boolean =>
  error instanceof AppError && (error.code.startsWith("cli.") || error.code.startsWith("database."));
