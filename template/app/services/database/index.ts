import { findServer } from "#app/core/address.ts";
import { engine } from "#app/core/db/index.ts";
import { MIGRATIONS_DIRECTORY } from "#app/core/db/migrations/folder.ts";
import { readMigrations } from "#app/core/db/migrations/read.ts";
import { settings } from "#app/core/settings/index.ts";
import { seeds } from "#app/services/seed.ts";
import * as tables from "#app/services/tables.ts";
import { DatabaseService, type DatabaseServiceOptions } from "./database-service.ts";

/** What the service works with. */
export const databaseOptions: DatabaseServiceOptions = {
  engine,
  migrations: () => readMigrations(MIGRATIONS_DIRECTORY),
  tables,
  seeds,
  production: settings.NODE_ENV === "production",
  isServing: () => findServer() !== undefined,
};

/** The database of this application. */
export const database = new DatabaseService(databaseOptions);
