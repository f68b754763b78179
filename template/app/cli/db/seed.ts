import { marked, print, printJson } from "#app/cli/terminal.ts";
import { database } from "#app/core/database.ts";
import { seeds } from "#app/services/seed.ts";
import type { Options } from "../db.ts";

export async function seed({ json }: Options): Promise<void> {
  const planted = await database.seed(seeds);
  if (json) return printJson({ planted });
  for (const name of planted) print(marked("healthy", name));
  if (planted.length === 0) print("There is nothing to seed: add a line to app/services/seed.ts.");
}
