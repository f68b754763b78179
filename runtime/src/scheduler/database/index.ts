export { createDatabaseJobStore, type DatabaseJobStoreOptions, type JobTables } from "./database-store.ts";
