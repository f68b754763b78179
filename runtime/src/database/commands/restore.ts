import { confirm } from "../../commands/index.ts";
import { formatCommand } from "../../format/index.ts";
import { formatStatus, print, printJson } from "../../terminal/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Replaces all data by a backup, after a confirmation. */
export async function restore<Db extends object>(
  { database, name }: DatabaseCommandOptions<Db>,
  file: string,
  { json, yes }: GivenOptions,
): Promise<void> {
  if (!yes) await confirm(`Replace all data by ${file}?`);
  const saved = await database.restore(file);
  const { pending } = await database.schema();
  if (json) return printJson({ restored: file, saved: saved ?? null, pending });
  print(formatStatus("healthy", `${file} is restored.`));
  if (saved) print(`What it replaced is kept in ${saved}.`);
  if (pending.length > 0)
    print(`It is older than this code: run \`${formatCommand(`${name} db migrate`)}\`.`);
}
