import { marked, print, printJson } from "#app/cli/terminal.ts";
import { database } from "#app/core/database.ts";
import type { Options } from "../db.ts";

/** Ends with 0 also when another process was faster, or when there is nothing to do. */
export async function migrate({ json }: Options): Promise<void> {
  const applied = await database.migrate();
  if (json) return printJson({ applied });
  for (const name of applied) print(marked("healthy", name));
  print(applied.length === 0 ? "Nothing was pending." : `${applied.length} applied.`);
}
