import { vi } from "vitest";
import { Command, type CommandModule } from "../../commands/index.ts";
import type { Ai } from "../create-ai.ts";

/** The command `ai` of an application named "shop". */
export async function loadAiCommand({ capability }: Pick<Ai, "capability">): Promise<CommandModule> {
  const requestServer = () => () => Promise.reject(new Error("no command of models needs a server"));
  const loaded = await capability.commands?.[0]?.load({ name: "shop", version: "1.2.3", requestServer });
  if (loaded === undefined) throw new Error("the models have no command");
  return loaded;
}

/** Runs a command with these words, and returns what it prints. */
export async function runAndRead(
  { configure }: Pick<CommandModule, "configure">,
  words: readonly string[],
): Promise<string> {
  const command = new Command("ai").enablePositionalOptions().exitOverride();
  configure(command);
  let output = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  try {
    await command.parseAsync([...words], { from: "user" });
  } finally {
    write.mockRestore();
  }
  return output;
}
