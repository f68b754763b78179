import { marked, print, printJson } from "#app/cli/terminal.ts";
import { database } from "#app/services/database/index.ts";
import { bytes } from "#app/services/system/health/checks/threshold.ts";
import type { Options } from "../db.ts";

export async function backup({ json }: Options): Promise<void> {
  const taken = await database.backup();
  if (json) return printJson(taken);
  print(marked("healthy", `${taken.name}, ${bytes(taken.size)}, verified`));
}
