import { confirm } from "../../commands/index.ts";
import { print, printJson } from "../../terminal/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Drops all data, after a confirmation, and migrates anew. */
export async function reset<Db extends object>(
  { database }: DatabaseCommandOptions<Db>,
  { json, yes }: GivenOptions,
): Promise<void> {
  const { place } = await database.facts();
  if (!yes) await confirm(`Drop all data of ${place}?`);
  const applied = await database.reset();
  if (json) return printJson({ applied });
  print(`${place} is empty, with ${applied.length} migrations applied.`);
}
