import { AppError } from "../../errors/index.ts";
import { formatCommand } from "../../format/index.ts";
import { escapeLine, formatStatus, print, printError, styled } from "../../terminal/index.ts";
import type { ChatSession } from "./chat-session.ts";
import { formatToolResult } from "./format-tool-result.ts";
import type { LineReader } from "./line-reader.ts";

/**
 * Asks for each call that waits whether it may run. What is asked comes from the service, never from the response of the model. Without a
 * terminal nothing is run.
 *
 * @param ids those that the response named
 */
export async function confirmCalls(
  { options, caller }: Pick<ChatSession, "options" | "caller">,
  reader: LineReader,
  ids: readonly string[],
): Promise<void> {
  const { service, isPersistent, name } = options;
  const waiting = ids.length === 0 ? [] : await service.approvals(caller);
  for (const { id, tool, summary } of waiting.filter((approval) => ids.includes(approval.id))) {
    if (!reader.isInteractive) {
      const command = formatCommand(`${name} ai approvals confirm ${id}`);
      printError(
        `Not done, since there is no terminal to ask in: ${summary}.${isPersistent ? ` \`${command}\` runs it.` : ""}`,
      );
      continue;
    }
    try {
      print(`${styled("bold", tool)}: ${escapeLine(summary)}`);
      if (await reader.confirm("Run it?")) {
        const result = await reader.work((signal) => service.confirm(caller, id, signal));
        print(formatStatus("healthy", "Done."));
        print(formatToolResult(result));
      } else {
        await service.refuse(caller, id);
        print(formatStatus("info", "Refused; nothing was run."));
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      print(formatStatus("unhealthy", `${error.message} ${error.hint}`));
    }
  }
}
