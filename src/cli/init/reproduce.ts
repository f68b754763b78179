import type { State } from "../../evolve/state.ts";
import { runPackage } from "../../project/package-manager.ts";

const plain = /^[\w@%+=:,./-]+$/;

/** An argument as a shell takes it; in double quotes, which Windows' shells know as well. */
export function shellWord(argument: string): string {
  return plain.test(argument) ? argument : `"${argument}"`;
}

/** The one line that makes the same application again, with this version of the command, on any machine. */
export function reproducingCommand(state: State): string {
  const words = [
    ...runPackage(state.packageManager).split(" "),
    `aegis-stack@${state.aegis}`,
    "init",
    state.name,
  ];
  if (state.components.length > 0) words.push("-c", state.components.join(","));
  if (state.services.length > 0) words.push("-s", state.services.join(","));
  // Said although it is the default there: a script may run the line by another manager.
  if (state.packageManager !== "npm") words.push("--package-manager", state.packageManager);
  return [...words, "--yes"].map(shellWord).join(" ");
}
