import { formatBytes } from "../../format/index.ts";
import { formatStatus, print, printJson } from "../../terminal/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Takes a backup and verifies it. */
export async function backup<Db extends object>(
  { database }: DatabaseCommandOptions<Db>,
  { json }: GivenOptions,
): Promise<void> {
  const taken = await database.backup();
  if (json) return printJson(taken);
  print(formatStatus("healthy", `${taken.name}, ${formatBytes(taken.size)}, verified`));
}
