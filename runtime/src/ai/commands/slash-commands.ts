import { AppError } from "../../errors/index.ts";
import { formatStatus, formatTable, print } from "../../terminal/index.ts";
import type { ChatSession } from "./chat-session.ts";
import { describeModel } from "./models.ts";
import { formatSessionUsage } from "./usage.ts";

const SLASH_COMMANDS = [
  ["/model [provider:model]", "show the model that responds, or have another one respond"],
  ["/new", "begin another conversation"],
  ["/usage", "show what was used since this chat began"],
  ["/help", "show this list"],
  ["/exit", "end the chat"],
] as const;

/** Runs what a line that begins with a slash asks of the chat. @returns "exit" when the chat ends */
export async function runSlashCommand(session: ChatSession, line: string): Promise<"exit" | "continue"> {
  const { options, caller } = session;
  const [command, argument] = line.split(/\s+/);
  switch (command) {
    case "/exit":
    case "/quit":
      return "exit";
    case "/help":
      print(formatTable(SLASH_COMMANDS));
      break;
    case "/new":
      session.startConversation();
      print(formatStatus("info", "The next message begins another conversation."));
      break;
    case "/usage":
      print(formatSessionUsage(await options.service.usageSummary(session.startedAt, caller)));
      break;
    case "/model":
      await switchModel(session, argument);
      break;
    default:
      print(formatStatus("warning", `There is no command ${command}. /help lists what there is.`));
  }
  return "continue";
}

async function switchModel(session: ChatSession, name: string | undefined): Promise<void> {
  try {
    if (name !== undefined) await session.switchModel(name);
    print(describeModel(session.options, session.model));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    print(formatStatus("warning", `${error.message} ${error.hint}`));
  }
}
