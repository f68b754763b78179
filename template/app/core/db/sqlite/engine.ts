import { statSync } from "node:fs";
import type Sqlite from "better-sqlite3";
import { createBackups } from "../backups/backups.ts";
import type { Engine } from "../engine.ts";
import { withTransactions } from "../transaction/transaction.ts";
import { backupDriver } from "./backup.ts";
import { Connections, type Database } from "./connections.ts";
import { isUniqueViolation } from "./errors.ts";
import { MIGRATIONS_TABLE, migrationStore } from "./migrations.ts";
import { type DatabaseSettings, pathOf } from "./settings.ts";

export type { Database } from "./connections.ts";

export interface EngineOptions {
  settings: Omit<DatabaseSettings, "BACKUPS_FOLDER">;
  /** The folder that backups are put into, absolute. */
  backups: string;
}

/** One SQLite file. Nothing is opened before it is used. */
export function createEngine({ settings, backups }: EngineOptions): Engine<Database> {
  const file = pathOf(settings.DATABASE_URL);
  const owner = {};
  const connections = new Connections(file);
  const migrations = migrationStore(connections);
  return {
    db: withTransactions(connections.database(owner), { owner, begin: () => connections.begin() }),
    migrations,
    backups: createBackups({
      folder: backups,
      kept: settings.BACKUPS_KEPT,
      driver: backupDriver(file, () => connections.close()),
    }),

    open: () => connections.read(look),
    // To open the file makes it.
    create: () => connections.read(look),
    close: () => connections.close(),

    async facts() {
      const { latency, version } = await connections.read((reader) => {
        const begin = performance.now();
        look(reader);
        const version = reader.prepare<[], string>("SELECT sqlite_version()").pluck().get();
        return { latency: performance.now() - begin, version };
      });
      return {
        engine: `SQLite ${version}`,
        place: file,
        latency,
        size: sizeOf(file),
        logSize: sizeOf(`${file}-wal`),
        pool: null,
      };
    },

    tables: (limit) =>
      connections.read((reader) =>
        tablesOf(reader).map((name) => {
          const counting = reader.prepare<[number], number>(
            `SELECT count(*) FROM (SELECT 1 FROM ${quoted(name)} LIMIT ?)`,
          );
          const rows = counting.pluck().get(limit + 1) ?? 0;
          return { name, rows: Math.min(rows, limit), more: rows > limit };
        }),
      ),

    async empty() {
      const names = await connections.read(tablesOf);
      await migrations.locked(async (session) => {
        for (const name of [...names, MIGRATIONS_TABLE]) {
          await session.run(`DROP TABLE IF EXISTS ${quoted(name)}`);
        }
      });
    },

    isConflict: (error) => causes(error).some(isUniqueViolation),
  };
}

/** Reads the least that makes SQLite look into the file. */
const look = (reader: Sqlite.Database): void =>
  void reader.prepare("SELECT count(*) FROM sqlite_schema").get();

const tablesOf = (reader: Sqlite.Database): string[] =>
  reader
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema
       WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#' AND name <> '${MIGRATIONS_TABLE}'
       ORDER BY name`,
    )
    .pluck()
    .all();

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function causes(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
