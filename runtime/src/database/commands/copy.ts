import { formatStatus, print, printJson } from "../../terminal/index.ts";
import type { DatabaseCommandOptions, GivenOptions } from "./options.ts";

/** Where data is copied from and to. */
export interface CopyOptions extends GivenOptions {
  readonly from: string;
  readonly to?: string;
}

/** Copies all data of an embedded database and compares every row. */
export async function copy<Db extends object>(
  { database }: DatabaseCommandOptions<Db>,
  { from, to, json }: CopyOptions,
): Promise<void> {
  const copied = await database.copyFrom(from, to);
  if (json) return printJson({ copied });
  for (const { name, rows, checksum } of copied)
    print(formatStatus("healthy", `${name}  ${rows} rows  ${checksum}`));
  print("Every row was read again and compared.");
}
