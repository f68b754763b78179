import { formatCommand } from "../../format/index.ts";
import { formatStatus, formatTable, print, printJson, printResult } from "../../terminal/index.ts";
import { MEMORY_NOTE } from "./conversations.ts";
import { findCommandCaller } from "./find-caller.ts";
import { formatToolResult } from "./format-tool-result.ts";
import type { AiCommandOptions, CallerOptions } from "./options.ts";

/** Lists the calls of tools that wait for a caller. */
export async function listApprovals(options: AiCommandOptions, given: CallerOptions): Promise<void> {
  const caller = await findCommandCaller(options, given);
  const listed = await options.service.approvals(caller);
  printResult(given.json, listed, () => {
    if (listed.length === 0)
      return options.isPersistent
        ? "Nothing waits for an approval."
        : `Nothing waits for an approval. ${MEMORY_NOTE}`;
    const rows = listed.map(({ id, tool, expiresAt, summary }) => [id, tool, expiresAt, summary]);
    const command = formatCommand(`${options.name} ai approvals confirm <id>`);
    return `${formatTable([["ID", "TOOL", "EXPIRES", "WHAT IT DOES"], ...rows])}\n\`${command}\` runs one.`;
  });
}

/** Runs a call that waits. */
export async function confirmApproval(
  options: AiCommandOptions,
  id: string,
  given: CallerOptions,
): Promise<void> {
  const caller = await findCommandCaller(options, given);
  const result = await options.service.confirm(caller, id, new AbortController().signal);
  if (given.json) return printJson({ id, result });
  print(formatStatus("healthy", "Done."));
  print(formatToolResult(result));
}

/** Drops a call that waits. */
export async function refuseApproval(
  options: AiCommandOptions,
  id: string,
  given: CallerOptions,
): Promise<void> {
  const caller = await findCommandCaller(options, given);
  await options.service.refuse(caller, id);
  printResult(given.json, { id, refused: true }, () => formatStatus("healthy", "Refused; nothing was run."));
}
