export { createDatabaseJobStore, type DatabaseJobStoreOptions } from "./database-store.ts";
