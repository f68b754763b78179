import type { CommandEntry } from "./command.ts";

/** The command that the words of a command line name; without a name where they hold options alone. */
export function findName(words: readonly string[]): {
  readonly name: string | undefined;
  readonly group: CommandEntry["group"];
} {
  const [first, second] = words.filter((word) => !word.startsWith("-"));
  return first === "ops" ? { name: second, group: "ops" } : { name: first, group: undefined };
}

/** Whether the words name this command. */
export function isNamed(entry: Pick<CommandEntry, "name" | "group">, words: readonly string[]): boolean {
  const { name, group } = findName(words);
  return entry.name === name && entry.group === group;
}
