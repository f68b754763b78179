import { db } from "#app/core/db/index.ts"; // aegis:scheduler=database
import { JobsService } from "./jobs-service.ts";
import { createDatabaseStore } from "./store/database/database-store.ts"; // aegis:scheduler=database
// import { createMemoryStore } from "./store/memory/memory-store.ts"; // aegis:scheduler=memory

/** Where the scheduler and everybody who asks about its jobs meet. */
export const jobStore = createDatabaseStore(db); // aegis:scheduler=database
// export const jobStore = createMemoryStore(); // aegis:scheduler=memory

export const jobs = new JobsService({ store: jobStore });
