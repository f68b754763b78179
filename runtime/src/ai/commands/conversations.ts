import { formatTable, printResult } from "../../terminal/index.ts";
import { findCommandCaller } from "./find-caller.ts";
import type { AiCommandOptions, CallerOptions } from "./options.ts";

/** Why a list is empty in an application that keeps nothing. */
export const MEMORY_NOTE =
  "Without a database they are in the memory of the process that created them, and end with it.";

/** Lists the conversations of a caller. */
export async function conversations(options: AiCommandOptions, given: CallerOptions): Promise<void> {
  const caller = await findCommandCaller(options, given);
  const listed = await options.service.conversations(caller);
  printResult(given.json, listed, () => {
    if (listed.length > 0)
      return formatTable([
        ["ID", "CHANGED", "TITLE"],
        ...listed.map(({ id, updatedAt, title }) => [id, updatedAt, title]),
      ]);
    return options.isPersistent
      ? "There are no conversations."
      : `There are no conversations. ${MEMORY_NOTE}`;
  });
}
