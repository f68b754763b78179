import { freshDatabase } from "#app/core/db/fresh-database.fixture.ts"; // aegis:scheduler=database
import { createDatabaseStore } from "./database/database-store.ts"; // aegis:scheduler=database
import type { JobStore } from "./job-store.ts";
// import { createMemoryStore } from "./memory/memory-store.ts"; // aegis:scheduler=memory

/** An empty store of the kind that this application has, for one test. @param time the clock of its leases */
export async function emptyStore(time: () => number): Promise<JobStore> {
  const { db } = await freshDatabase(); // aegis:scheduler=database
  return createDatabaseStore(db, async () => time()); // aegis:scheduler=database
  // return createMemoryStore(time); // aegis:scheduler=memory
}
