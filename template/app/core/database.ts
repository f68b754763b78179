import { findServer } from "@aegis-stack/runtime/address";
// #region aegis:database=sqlite
import { createDatabase } from "@aegis-stack/runtime/database/sqlite";
// #else
// import { createDatabase } from "@aegis-stack/runtime/database/postgres";
// #endregion
import { APP_NAME, DATA_DIRECTORY, ROOT } from "./constants.ts";
import { engineTables } from "./engine-tables.ts";
import { log } from "./log.ts";
import { settings } from "./settings.ts";

// #region aegis:database=sqlite
export type { Db } from "@aegis-stack/runtime/database/sqlite";
// #else
// export type { Db } from "@aegis-stack/runtime/database/postgres";
// #endregion

/** What the database is created from; tests create others with it. */
export const databaseOptions = {
  settings,
  log,
  name: APP_NAME,
  root: ROOT,
  migrations: new URL("../../migrations", import.meta.url),
  // Named as in drizzle.config.ts, and loaded only when there is no migration.
  tables: new URL("../services/tables.ts", import.meta.url),
  engineTables,
  seeds: new URL("../services/seed.ts", import.meta.url),
  isServing: () => findServer(DATA_DIRECTORY) !== undefined,
};

/** The application's database: queries, migrations, backups, facts. It connects when it is first used. */
export const database = createDatabase(databaseOptions);

/** The application's database, for queries. Services get it by their constructor. */
export const db = database.db;
