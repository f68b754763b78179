import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createTestDatabase as createPostgresDatabase } from "../testing/postgres/index.ts";
import { createTestDatabase as createSqliteDatabase } from "../testing/sqlite/index.ts";
import type { EngineTables, Migration } from "./index.ts";
import { createDatabase as createPostgres } from "./postgres/index.ts";
import { createDatabase as createSqlite } from "./sqlite/index.ts";

/** What databases of both dialects have in common. */
const options = (root: string) => ({
  name: "my-app",
  root,
  log: pino({ enabled: false }),
  migrations: pathToFileURL(join(root, "migrations")),
});

/** A migrated SQLite database without rows for the calling test. */
export async function createFreshSqlite(
  migrations: readonly Migration[],
  engineTables: readonly EngineTables[] = [],
) {
  const { url, drop } = await createSqliteDatabase(migrations, engineTables);
  const settings = {
    NODE_ENV: "test",
    DATABASE_URL: url,
    BACKUPS_FOLDER: "backups",
    BACKUPS_KEPT: 2,
  } as const;
  const root = join(url.slice("file:".length), "..");
  const database = createSqlite({ ...options(root), engineTables, settings });
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  return database;
}

/** A migrated PostgreSQL database without rows for the calling test. */
export async function createFreshPostgres(
  migrations: readonly Migration[],
  engineTables: readonly EngineTables[] = [],
) {
  const { url, drop } = await createPostgresDatabase(migrations, engineTables);
  const settings = {
    NODE_ENV: "test",
    DATABASE_URL: url,
    DATABASE_POOL_MODE: "session",
    DATABASE_POOL_SIZE: 4,
    BACKUPS_FOLDER: "backups",
    BACKUPS_KEPT: 2,
  } as const;
  const database = createPostgres({ ...options("/nowhere"), engineTables, settings });
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  return database;
}
