export {
  type BackupReport,
  backupReport,
  type DatabaseReport,
  databaseReport,
  type SchemaReport,
  schemaReport,
} from "./reports.ts";
