import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Migration, readMigrations } from "@aegis-stack/runtime/database";
// #region aegis:database=sqlite
import { createDatabase } from "@aegis-stack/runtime/database/sqlite";
import { createTestDatabase as create, type TestDatabase } from "@aegis-stack/runtime/testing/sqlite";
// #else
// import { createDatabase } from "@aegis-stack/runtime/database/postgres";
// import { createTestDatabase as create, type TestDatabase } from "@aegis-stack/runtime/testing/postgres";
// #endregion
import { onTestFinished } from "vitest";
import { databaseOptions } from "./database.ts";
import { engineTables } from "./engine-tables.ts";

/** The migrations of this application. */
export const migrations: readonly Migration[] = readMigrations(databaseOptions.migrations);

/** The address of a database without a row. @param isMigrated whether its tables are there */
export const createTestDatabase = (isMigrated = true): Promise<TestDatabase> =>
  isMigrated ? create(migrations, engineTables) : create([]);

/** The database at an address. Close it at the end. @param backups the folder of its backups, absolute */
export const openDatabase = (url: string, backups = "") =>
  createDatabase({
    ...databaseOptions,
    settings: { ...databaseOptions.settings, DATABASE_URL: url, BACKUPS_FOLDER: backups },
  });

/** A migrated database without a row, for the test that calls this and for no other. It goes when the test ends. */
export async function freshDatabase() {
  const { url, drop } = await createTestDatabase();
  const backups = await mkdtemp(join(process.env.TEST_FOLDER ?? "", "backups-"));
  const database = openDatabase(url, backups);
  onTestFinished(async () => {
    await database.close();
    await drop();
    await rm(backups, { recursive: true, force: true });
  });
  return database;
}
