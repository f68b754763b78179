import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MIGRATIONS_DIRECTORY } from "./migrations/folder.ts";
import { readMigrations } from "./migrations/read.ts";
import { testServer } from "./postgres/test-server.ts"; // aegis:database=postgres
import { createTestDatabase } from "./test-database.fixture.ts";

/** Before all tests: a folder for everything they write. After them it goes. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "test-run-"));
  process.env.TEST_FOLDER = folder;
  const letGo = await testServer(); // aegis:database=postgres
  // What all others are copies of is made here: to make it reads the settings, which tests must find unread.
  const { drop } = await createTestDatabase(readMigrations(MIGRATIONS_DIRECTORY));
  await drop();
  return async () => {
    await letGo(); // aegis:database=postgres
    rmSync(folder, { recursive: true, force: true });
  };
}
