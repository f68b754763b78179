import { AppError } from "../../errors/index.ts";
import { formatCommand } from "../../format/index.ts";
import { formatStatus, print, printError, styled } from "../../terminal/index.ts";
import { type ChatSession, createChatSession } from "./chat-session.ts";
import { confirmCalls } from "./confirm-calls.ts";
import { createLineReader, type LineReader } from "./line-reader.ts";
import { describeModel } from "./models.ts";
import type { AiCommandOptions, MessageOptions } from "./options.ts";
import { printResponse } from "./print-response.ts";
import { runSlashCommand } from "./slash-commands.ts";

const INPUT_PROMPT = "› ";

/**
 * Talks to a model until the input ends. In a pipe each line is a message, and the exit code is 1 when one of them had no whole response.
 *
 * @throws AppError `ai.not-configured`, `ai.unknown-model`, `ai.unknown-conversation`, `ai.unknown-user`
 */
export async function chat(options: AiCommandOptions, given: MessageOptions): Promise<void> {
  const session = await createChatSession(options, given);
  const reader = createLineReader();
  if (reader.isInteractive) printIntroduction(options, session);
  try {
    let line = await reader.read(INPUT_PROMPT);
    while (line !== undefined) {
      const text = line.trim();
      if (text.startsWith("/")) {
        if ((await runSlashCommand(session, text)) === "exit") return;
      } else if (text !== "") await sendMessage(session, reader, text);
      line = await reader.read(INPUT_PROMPT);
    }
  } finally {
    reader.close();
  }
}

function printIntroduction(options: AiCommandOptions, { model }: ChatSession): void {
  print(styled("bold", describeModel(options, model)));
  const command = formatCommand(`${options.name} ai conversations`);
  print(
    options.isPersistent
      ? `Conversations are stored; \`${command}\` lists them.`
      : "This conversation ends with this command: without a database none is stored.",
  );
  print(styled("dim", "/help lists commands. Ctrl+C stops a response, and ends the chat at the prompt.\n"));
}

/** A message that failed does not end the chat. */
async function sendMessage(session: ChatSession, reader: LineReader, text: string): Promise<void> {
  try {
    const printed = await reader.work(async (signal) => {
      const response = await session.send(text, signal, printResponse);
      return response && { ...response, isCancelled: signal.aborted };
    });
    if (printed === undefined || printed.isCancelled) print(formatStatus("info", "Stopped."));
    else if (printed.failure !== undefined) reportFailure(printed.failure, reader);
    if (printed !== undefined) await confirmCalls(session, reader, printed.approvals);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    reportFailure(`${error.message} ${error.hint}`, reader);
  }
  if (reader.isInteractive) print("");
}

function reportFailure(sentences: string, { isInteractive }: LineReader): void {
  printError(formatStatus("unhealthy", sentences));
  if (!isInteractive) process.exitCode = 1;
}
