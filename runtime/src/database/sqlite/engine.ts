import { statSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import type { Logger } from "pino";
import { createBackups } from "../backups/backups.ts";
import { type DatabaseEngine, listCauses } from "../engine.ts";
import { VERSIONS_TABLE } from "../migrations/store.ts";
import { enableTransactions } from "../transaction/transaction.ts";
import { createSqliteBackupDriver } from "./backup.ts";
import { SqliteConnections, type SqliteDb } from "./connections.ts";
import { isUniqueViolation } from "./errors.ts";
import { createSqliteMigrationStore, MIGRATIONS_TABLE } from "./migrations.ts";

/** What an engine for one SQLite file is created from. */
export interface SqliteEngineOptions {
  /** The file, absolute. */
  readonly file: string;
  /** The folder of backups, absolute. */
  readonly backupsFolder: string;
  /** How many backups are kept. */
  readonly backupsKept: number;
  /** The name of the application, whose command the hints of errors name. */
  readonly application: string;
  readonly log: Logger;
}

/** Creates the engine of one SQLite file. Nothing is opened before its first use. */
export function createSqliteEngine(options: SqliteEngineOptions): DatabaseEngine<SqliteDb> {
  const { file, backupsFolder, backupsKept, application, log } = options;
  const owner = {};
  const connections = new SqliteConnections({ file, application });
  const migrations = createSqliteMigrationStore(connections);
  return {
    db: enableTransactions(connections.database(owner), {
      owner,
      begin: () => connections.begin(),
      reportFailedWork: (error) => log.error({ err: error }, "work after a commit failed"),
    }),
    place: file,
    migrations,
    backups: createBackups({
      folder: backupsFolder,
      kept: backupsKept,
      driver: createSqliteBackupDriver(connections),
      application,
    }),

    open: () => connections.read(readSchema),
    // Opening the file creates it.
    create: () => connections.read(readSchema),
    close: () => connections.close(),

    async facts() {
      const { latency, version } = await connections.read((reader) => {
        const begin = performance.now();
        readSchema(reader);
        const version = reader.prepare<[], string>("SELECT sqlite_version()").pluck().get();
        return { latency: performance.now() - begin, version };
      });
      return {
        engine: `SQLite ${version}`,
        place: file,
        latency,
        size: readFileSize(file),
        logSize: readFileSize(`${file}-wal`),
        pool: null,
      };
    },

    tables: (limit) =>
      connections.read((reader) =>
        listTables(reader).map((name) => {
          const counting = reader.prepare<[number], number>(
            `SELECT count(*) FROM (SELECT 1 FROM ${quoteName(name)} LIMIT ?)`,
          );
          const rows = counting.pluck().get(limit + 1) ?? 0;
          return { name, rows: Math.min(rows, limit), more: rows > limit };
        }),
      ),

    async empty() {
      const names = await connections.read(listTables);
      await migrations.locked(async (session) => {
        for (const name of [...names, MIGRATIONS_TABLE, VERSIONS_TABLE]) {
          await session.run(`DROP TABLE IF EXISTS ${quoteName(name)}`);
        }
      });
    },

    isConflict: (error) => listCauses(error).some(isUniqueViolation),
  };
}

/** Reads the schema, without which SQLite does not read the file. */
const readSchema = (reader: Sqlite.Database): void =>
  void reader.prepare("SELECT count(*) FROM sqlite_schema").get();

const listTables = (reader: Sqlite.Database): string[] =>
  reader
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema
       WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#' AND name NOT IN ('${MIGRATIONS_TABLE}', '${VERSIONS_TABLE}')
       ORDER BY name`,
    )
    .pluck()
    .all();

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`;

const readFileSize = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
