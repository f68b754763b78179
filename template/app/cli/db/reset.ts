import { confirm } from "#app/cli/confirm.ts";
import { print, printJson } from "#app/cli/terminal.ts";
import { database } from "#app/core/database.ts";
import type { Options } from "../db.ts";

export async function reset({ json, yes }: Options): Promise<void> {
  const { place } = await database.facts();
  if (!yes) await confirm(`Drop all data of ${place}?`);
  const applied = await database.reset();
  if (json) return printJson({ applied });
  print(`${place} is empty, with ${applied.length} migrations applied.`);
}
