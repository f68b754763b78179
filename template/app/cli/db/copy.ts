import { marked, print, printJson } from "#app/cli/terminal.ts";
import { database } from "#app/core/database.ts";
import type { Options } from "../db.ts";

export interface CopyOptions extends Options {
  from: string;
  to?: string;
}

export async function copy({ from, to, json }: CopyOptions): Promise<void> {
  const copied = await database.copyFrom(from, to);
  if (json) return printJson({ copied });
  for (const { name, rows, checksum } of copied)
    print(marked("healthy", `${name}  ${rows} rows  ${checksum}`));
  print("Every row was read again and compared.");
}
