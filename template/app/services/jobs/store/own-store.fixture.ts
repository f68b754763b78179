// #region aegis:scheduler=database
import { afterAll } from "vitest";
import { createEngine } from "#app/core/db/dialect.ts";
import { MIGRATIONS_DIRECTORY } from "#app/core/db/migrations/folder.ts";
import { readMigrations } from "#app/core/db/migrations/read.ts";
import { createTestDatabase } from "#app/core/db/test-database.fixture.ts";
import { settings } from "#app/core/settings/index.ts";
import { createDatabaseStore } from "./database/database-store.ts";
// #endregion aegis:scheduler=database
import type { JobStore } from "./job-store.ts";
// import { createMemoryStore } from "./memory/memory-store.ts"; // aegis:scheduler=memory

export interface OwnStore {
  store: JobStore;
  /** The settings with which another process has the same store, where it is one that can be shared. */
  environment: Record<string, string>;
}

/** A store for one file of tests and the processes that it starts. */
export async function ownStore(): Promise<OwnStore> {
  // #region aegis:scheduler=database
  const { url, drop } = await createTestDatabase(readMigrations(MIGRATIONS_DIRECTORY));
  const engine = createEngine({ settings: { ...settings, DATABASE_URL: url }, backups: "" });
  afterAll(async () => {
    await engine.close();
    await drop();
  });
  return { store: createDatabaseStore(engine.db), environment: { DATABASE_URL: url } };
  // #endregion aegis:scheduler=database
  // return { store: createMemoryStore(), environment: {} }; // aegis:scheduler=memory
}
