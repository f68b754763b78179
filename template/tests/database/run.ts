import { readMigrations } from "@aegis-stack/runtime/database";
import { setUpTestRun } from "@aegis-stack/runtime/testing/sqlite"; // aegis:database=sqlite
// import { setUpTestRun } from "@aegis-stack/runtime/testing/postgres"; // aegis:database=postgres
import { engineTables } from "#app/core/engine-tables.ts";

/** Before all tests: a folder for everything they write, and the migrated database that theirs are copies of. */
export const setup = () =>
  setUpTestRun(readMigrations(new URL("../../migrations", import.meta.url)), engineTables);
