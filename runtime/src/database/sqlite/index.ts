export { createDatabase, type Db, type SqliteDatabaseOptions, type SqliteValues } from "./create-database.ts";
export { createSqliteEngine, type SqliteEngineOptions } from "./engine.ts";
