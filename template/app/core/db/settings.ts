export { databaseFolders, databaseRules, databaseSecrets, databaseSettings } from "./sqlite/settings.ts"; // aegis:database=sqlite
// export { databaseFolders, databaseRules, databaseSecrets, databaseSettings } from "./postgres/settings.ts"; // aegis:database=postgres
