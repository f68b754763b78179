import type { JobStore } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=database
// import { createMemoryJobStore, type JobStore } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=memory
// #region aegis:scheduler=database
import { createDatabaseJobStore } from "@aegis-stack/runtime/scheduler/database";
import { afterAll } from "vitest";
import { createTestDatabase, openDatabase } from "#app/core/database.fixture.ts";
// #endregion

export interface OwnStore {
  store: JobStore;
  /** The settings with which another process has the same store, where it is one that can be shared. */
  environment: Record<string, string>;
}

/** A store for one file of tests and the processes that it starts. */
export async function ownStore(): Promise<OwnStore> {
  // #region aegis:scheduler=database
  const { url, drop } = await createTestDatabase();
  const database = openDatabase(url);
  afterAll(async () => {
    await database.close();
    await drop();
  });
  return { store: createDatabaseJobStore({ database }), environment: { DATABASE_URL: url } };
  // #else
  // return { store: createMemoryJobStore(), environment: {} };
  // #endregion
}
