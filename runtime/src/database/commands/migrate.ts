import { formatStatus, print, printJson } from "../../terminal/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Ends with 0 also when another process was faster, or when nothing is pending. */
export async function migrate<Db extends object>(
  { database }: DatabaseCommandOptions<Db>,
  { json }: GivenOptions,
): Promise<void> {
  const applied = await database.migrate();
  if (json) return printJson({ applied });
  for (const name of applied) print(formatStatus("healthy", name));
  print(applied.length === 0 ? "Nothing was pending." : `${applied.length} applied.`);
}
