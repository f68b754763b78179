import { resolve } from "node:path";
import { createDatabaseClient, type Database, type DatabaseOptions } from "../create-client.ts";
import * as columns from "./columns/index.ts";
import type { PostgresDb } from "./connections.ts";
import { createPostgresEngine } from "./engine.ts";
import type { PoolMode } from "./pool-mode.ts";

/** The settings of a database on a PostgreSQL server. */
export interface PostgresValues {
  readonly NODE_ENV: "development" | "test" | "production";
  /** The server and the database on it. */
  readonly DATABASE_URL: string;
  /** What a pooler at DATABASE_URL hands out. */
  readonly DATABASE_POOL_MODE: PoolMode;
  /** The server without a pooler, for migrations and backups. */
  readonly DATABASE_DIRECT_URL?: string | undefined;
  /** The maximum number of connections of this process. */
  readonly DATABASE_POOL_SIZE: number;
  readonly BACKUPS_FOLDER: string;
  /** How many backups are kept. */
  readonly BACKUPS_KEPT: number;
}

/** What a database on a PostgreSQL server is created from. */
export interface PostgresDatabaseOptions extends DatabaseOptions {
  readonly settings: PostgresValues;
}

/** Queries on the database of this dialect. */
export type Db = PostgresDb;

/** Creates the database of an application on a PostgreSQL server. It connects on first use. */
export function createDatabase({ settings, ...options }: PostgresDatabaseOptions): Database<Db> {
  const { name, root, log } = options;
  const backupsFolder = resolve(root, settings.BACKUPS_FOLDER);
  const common = {
    poolSize: settings.DATABASE_POOL_SIZE,
    poolMode: settings.DATABASE_POOL_MODE,
    backupsFolder,
    backupsKept: settings.BACKUPS_KEPT,
    application: name,
    log,
  };
  return createDatabaseClient(options, {
    dialect: "postgres",
    columns,
    engine: createPostgresEngine({
      ...common,
      url: settings.DATABASE_URL,
      directUrl: settings.DATABASE_DIRECT_URL,
    }),
    // The direct address belongs to the application's own database.
    createEngineAt: (url) => createPostgresEngine({ ...common, url }),
    backupsKept: settings.BACKUPS_KEPT,
    mode: settings.NODE_ENV,
    folders: [{ name: "backups", path: backupsFolder }],
  });
}
