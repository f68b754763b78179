import { formatCommand } from "../../format/index.ts";
import { printResult } from "../../terminal/index.ts";
import { findCommandCaller } from "./find-caller.ts";
import type { AiCommandOptions, MessageOptions } from "./options.ts";
import { readMessage } from "./read-message.ts";

/** Has a worker answer one message, and prints where the answer will be. */
export async function askInBackground(
  options: AiCommandOptions,
  words: readonly string[],
  given: MessageOptions,
): Promise<void> {
  const caller = await findCommandCaller(options, given);
  const text = await readMessage(words);
  const { conversation, model } = given;
  const started = await options.service.startInBackground({ caller, text, conversation, model });
  printResult(given.json, started, () => {
    const list = formatCommand(`${options.name} ai conversations`);
    const open = formatCommand(`${options.name} ai chat --conversation ${started.conversation}`);
    return `A worker answers in the conversation ${started.conversation}. \`${list}\` lists it, and \`${open}\` continues it.`;
  });
}
