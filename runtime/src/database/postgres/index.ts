export {
  createDatabase,
  type Db,
  type PostgresDatabaseOptions,
  type PostgresValues,
} from "./create-database.ts";
export { createPostgresEngine, type PostgresEngineOptions } from "./engine.ts";
export type { PoolMode } from "./pool-mode.ts";
