import { formatBytes } from "@aegis-stack/runtime/format";
import { marked, print, printJson } from "#app/cli/terminal.ts";
import { database } from "#app/core/database.ts";
import type { Options } from "../db.ts";

export async function backup({ json }: Options): Promise<void> {
  const taken = await database.backup();
  if (json) return printJson(taken);
  print(marked("healthy", `${taken.name}, ${formatBytes(taken.size)}, verified`));
}
