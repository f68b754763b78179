import { formatBytes, formatCommand } from "../../format/index.ts";
import { formatTable, print, printJson } from "../../terminal/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Lists the backups, newest first. */
export async function backups<Db extends object>(
  { database, name }: DatabaseCommandOptions<Db>,
  { json }: GivenOptions,
): Promise<void> {
  const all = await database.backups();
  if (json) return printJson(all);
  const command = formatCommand(`${name} db backup`);
  if (all.length === 0) return print(`There is no backup yet: \`${command}\` takes one.`);
  print(formatTable(all.map(({ name: file, size, takenAt }) => [file, formatBytes(size), takenAt])));
}
