import { formatCommand } from "../../format/index.ts";
import { printError, printJson } from "../../terminal/index.ts";
import type { ChatRequest } from "../chat/chat-service.ts";
import { findCommandCaller } from "./find-caller.ts";
import type { AiCommandOptions, MessageOptions } from "./options.ts";
import { findApprovalIds, printResponse } from "./print-response.ts";
import { readMessage } from "./read-message.ts";

/** As shells report a command that Ctrl+C ended. */
const INTERRUPTED_EXIT_CODE = 130;

/** Sends one message and prints the response. */
export async function ask(
  options: AiCommandOptions,
  words: readonly string[],
  given: MessageOptions,
): Promise<void> {
  const caller = await findCommandCaller(options, given);
  const text = await readMessage(words);
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once("SIGINT", onInterrupt);
  const { conversation, model } = given;
  try {
    const request = { caller, text, conversation, model, signal: interrupt.signal };
    if (given.json) await askForPrograms(options, request);
    else await askForReaders(options, request);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
  } finally {
    process.off("SIGINT", onInterrupt);
  }
  if (interrupt.signal.aborted) process.exitCode = INTERRUPTED_EXIT_CODE;
}

async function askForPrograms({ service }: AiCommandOptions, request: ChatRequest): Promise<void> {
  const { conversation, model, text, message } = await service.chat(request);
  const approvals = message.parts.flatMap((part) => ("output" in part ? findApprovalIds(part.output) : []));
  printJson({ conversation, model, text, approvals });
}

async function askForReaders(options: AiCommandOptions, request: ChatRequest): Promise<void> {
  const { service, isPersistent, name } = options;
  const { failure, approvals } = await printResponse(await service.stream(request));
  if (failure !== undefined) {
    printError(failure);
    process.exitCode = 1;
  }
  const waiting = (await service.approvals(request.caller)).filter(({ id }) => approvals.includes(id));
  for (const { id, summary } of waiting) {
    const command = formatCommand(`${name} ai approvals confirm ${id}`);
    printError(
      isPersistent
        ? `Not done yet: ${summary}. \`${command}\` runs it.`
        : `Not done: ${summary}. Use \`${formatCommand(`${name} ai chat`)}\` to confirm it.`,
    );
  }
}
