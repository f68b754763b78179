import { settings } from "#app/core/settings/index.ts";
// import { parseAddress } from "./postgres/address.ts"; // aegis:database=postgres
import { pathOf } from "./sqlite/settings.ts"; // aegis:database=sqlite

/** The file or the server of the database, without a password: two applications with one location share the data. */
export function databaseLocation(): string {
  return pathOf(settings.DATABASE_URL); // aegis:database=sqlite
  // return parseAddress(settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL).place; // aegis:database=postgres
}
