import { confirm } from "#app/cli/confirm.ts";
import { marked, print, printJson } from "#app/cli/terminal.ts";
import { APP_NAME } from "#app/core/constants.ts";
import { database } from "#app/core/database.ts";
import type { Options } from "../db.ts";

export async function restore(file: string, { json, yes }: Options): Promise<void> {
  if (!yes) await confirm(`Replace all data by ${file}?`);
  const saved = await database.restore(file);
  const { pending } = await database.schema();
  if (json) return printJson({ restored: file, saved: saved ?? null, pending });
  print(marked("healthy", `${file} is restored.`));
  if (saved) print(`What it replaced is kept in ${saved}.`);
  if (pending.length > 0) print(`It is older than this code: run \`npx ${APP_NAME} db migrate\`.`);
}
