import { marked, print, printJson } from "#app/cli/terminal.ts";
import { createEngine } from "#app/core/db/dialect.ts";
import { settings } from "#app/core/settings/index.ts";
import { DatabaseService } from "#app/services/database/database-service.ts";
import { database, databaseOptions } from "#app/services/database/index.ts";
import type { Options } from "../db.ts";

export interface CopyOptions extends Options {
  from: string;
  to?: string;
}

export async function copy({ from, to, json }: CopyOptions): Promise<void> {
  const copied = await (to === undefined ? database.copyFrom(from) : copyInto(to, from));
  if (json) return printJson({ copied });
  for (const { name, rows, checksum } of copied)
    print(marked("healthy", `${name}  ${rows} rows  ${checksum}`));
  print("Every row was read again and compared.");
}

async function copyInto(to: string, from: string) {
  // The direct address belongs to the application's own database.
  const target = { ...settings, DATABASE_URL: to, DATABASE_DIRECT_URL: undefined };
  const engine = createEngine({ settings: target, backups: "" });
  try {
    return await new DatabaseService({ ...databaseOptions, engine }).copyFrom(from);
  } finally {
    await engine.close();
  }
}
