import { dirname, resolve } from "node:path";
import { createDatabaseClient, type Database, type DatabaseOptions } from "../create-client.ts";
import * as columns from "./columns/index.ts";
import type { SqliteDb } from "./connections.ts";
import { createSqliteEngine } from "./engine.ts";
import { parseFileUrl } from "./file-url.ts";

/** The settings of a database in a SQLite file. */
export interface SqliteValues {
  readonly NODE_ENV: "development" | "test" | "production";
  /** `file:` and the path of the file. */
  readonly DATABASE_URL: string;
  readonly BACKUPS_FOLDER: string;
  /** How many backups are kept. */
  readonly BACKUPS_KEPT: number;
}

/** What a database in a SQLite file is created from. */
export interface SqliteDatabaseOptions extends DatabaseOptions {
  readonly settings: SqliteValues;
}

/** Queries on the database of this dialect. */
export type Db = SqliteDb;

/** Creates the database of an application in a SQLite file. Nothing is opened before its first use. */
export function createDatabase({ settings, ...options }: SqliteDatabaseOptions): Database<Db> {
  const { name, root, log } = options;
  const file = parseFileUrl(settings.DATABASE_URL, root);
  const backupsFolder = resolve(root, settings.BACKUPS_FOLDER);
  return createDatabaseClient(options, {
    dialect: "sqlite",
    columns,
    engine: createSqliteEngine({
      file,
      backupsFolder,
      backupsKept: settings.BACKUPS_KEPT,
      application: name,
      log,
    }),
    backupsKept: settings.BACKUPS_KEPT,
    mode: settings.NODE_ENV,
    folders: [
      { name: "database", path: dirname(file) },
      { name: "backups", path: backupsFolder },
    ],
  });
}
