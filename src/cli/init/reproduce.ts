import type { State } from "../../evolve/state.ts";

const plain = /^[\w@%+=:,./-]+$/;

/** An argument as a shell takes it; in double quotes, which Windows' shells know as well. */
export function shellWord(argument: string): string {
  return plain.test(argument) ? argument : `"${argument}"`;
}

/** The one line that makes the same application again, with this version of the command, on any machine. */
export function reproducingCommand(state: State): string {
  const words = ["npx", `aegis-stack@${state.aegis}`, "init", state.name];
  if (state.components.length > 0) words.push("-c", state.components.join(","));
  if (state.services.length > 0) words.push("-s", state.services.join(","));
  // npx makes npm the default.
  if (state.packageManager !== "npm") words.push("--package-manager", state.packageManager);
  return [...words, "--yes"].map(shellWord).join(" ");
}
