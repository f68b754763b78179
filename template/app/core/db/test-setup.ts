import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { MIGRATIONS_DIRECTORY } from "./migrations/folder.ts";
import { readMigrations } from "./migrations/read.ts";
import { createTestDatabase } from "./test-database.fixture.ts";

// Every process that runs tests has a database of its own behind `db`, and so have the processes that it starts. Set
// before settings are read; never the database of the one who runs the tests.
const own = `${process.pid}`;
if (process.env.TEST_DATABASE_OWNER !== own) {
  process.env.TEST_DATABASE_OWNER = own;
  process.env.BACKUPS_FOLDER = await mkdtemp(join(process.env.TEST_FOLDER ?? "", "backups-"));
  process.env.DATABASE_URL = (await createTestDatabase(readMigrations(MIGRATIONS_DIRECTORY))).url;
}
