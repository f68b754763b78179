import { formatBytes } from "@aegis-stack/runtime/format";
import { print, printJson, table } from "#app/cli/terminal.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
import type { Options } from "../db.ts";

export async function backups({ json }: Options): Promise<void> {
  const all = await database.backups();
  if (json) return printJson(all);
  const command = `npx ${APP_NAME} db backup`;
  if (all.length === 0) return print(`There is no backup yet: \`${command}\` takes one.`);
  print(table(all.map(({ name, size, takenAt }) => [name, formatBytes(size), takenAt])));
}
