import { formatStatus, print, printJson } from "../../terminal/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Writes the rows to begin with. */
export async function seed<Db extends object>(
  { database, loadSeeds }: DatabaseCommandOptions<Db>,
  { json }: GivenOptions,
): Promise<void> {
  const planted = await database.seed(await loadSeeds());
  if (json) return printJson({ planted });
  for (const name of planted) print(formatStatus("healthy", name));
  if (planted.length === 0) print("There is nothing to seed: add a line to app/services/seed.ts.");
}
