export type { Backups } from "./backups/backups.ts";
export type { Backup } from "./backups/folder.ts";
export type { Database, DatabaseOptions } from "./create-client.ts";
export type { CopiedTable, DatabaseEngine, EngineFacts, PoolFacts, TableFacts } from "./engine.ts";
export {
  type ColumnTypes,
  type EngineStep,
  type EngineTables,
  requireEngineTables,
} from "./engine-tables/index.ts";
export { createId } from "./identifier.ts";
export { migrate } from "./migrations/migrate.ts";
export { type Migration, readMigrations } from "./migrations/read.ts";
export type {
  AppliedMigration,
  EngineVersions,
  MigrationSession,
  MigrationStore,
} from "./migrations/store.ts";
export type {
  DatabaseOperations,
  DatabaseOperationsOptions,
  Seed,
} from "./operations.ts";
export type { PortableColumns } from "./portable-columns.ts";
export type { PortableDb } from "./portable-db.ts";
export {
  type BackupReport,
  backupReport,
  type DatabaseReport,
  databaseReport,
  type SchemaReport,
  schemaReport,
} from "./reports/index.ts";
export { postgresSettings, sqliteSettings } from "./settings.ts";
export { parseFileUrl } from "./sqlite/file-url.ts";
export { afterCommit, transaction } from "./transaction/transaction.ts";
