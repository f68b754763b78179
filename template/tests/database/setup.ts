import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { readMigrations } from "@aegis-stack/runtime/database";
import { createTestDatabase } from "@aegis-stack/runtime/testing/sqlite"; // aegis:database=sqlite
// import { createTestDatabase } from "@aegis-stack/runtime/testing/postgres"; // aegis:database=postgres
import { engineTables } from "#app/core/engine-tables.ts";

// Every process that runs tests has a database of its own behind `db`, and so have the processes that it starts. Set
// before settings are read; never the database of the one who runs the tests.
const own = `${process.pid}`;
if (process.env.TEST_DATABASE_OWNER !== own) {
  process.env.TEST_DATABASE_OWNER = own;
  process.env.BACKUPS_FOLDER = await mkdtemp(join(process.env.TEST_FOLDER ?? "", "backups-"));
  const migrations = readMigrations(new URL("../../migrations", import.meta.url));
  process.env.DATABASE_URL = (await createTestDatabase(migrations, engineTables)).url;
}
