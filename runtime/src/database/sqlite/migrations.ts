import type Sqlite from "better-sqlite3";
import { AppError } from "../../errors/index.ts";
import {
  type AppliedMigration,
  CREATE_VERSIONS_TABLE,
  type EngineVersions,
  type MigrationSession,
  type MigrationStore,
  VERSIONS_TABLE,
} from "../migrations/store.ts";
import type { SqliteConnections } from "./connections.ts";
import { explainSqliteError, isMissingTable, type SqliteFile } from "./errors.ts";
import { openSqliteFile, retryWhileBusy } from "./open.ts";

/** The table of applied migrations, which has the name that Drizzle gives it. */
export const MIGRATIONS_TABLE = "__drizzle_migrations";

/** How long to wait for another process that migrates, in milliseconds. */
const MIGRATION_LOCK_TIMEOUT_MS = 60_000;

/** Reads the record of applied migrations; empty where none was ever applied. */
export function readApplied(sqlite: Sqlite.Database): AppliedMigration[] {
  if (!hasTable(sqlite, MIGRATIONS_TABLE)) return [];
  return sqlite
    .prepare<[], AppliedMigration>(
      `SELECT hash, CAST(created_at AS INTEGER) AS generatedAt FROM ${MIGRATIONS_TABLE} ORDER BY created_at`,
    )
    .all();
}

function readVersions(sqlite: Sqlite.Database): EngineVersions {
  if (!hasTable(sqlite, VERSIONS_TABLE)) return new Map();
  const rows = sqlite
    .prepare<[], { capability: string; version: number }>(`SELECT capability, version FROM ${VERSIONS_TABLE}`)
    .all();
  return new Map(rows.map(({ capability, version }) => [capability, version]));
}

const hasTable = (sqlite: Sqlite.Database, name: string): boolean =>
  sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

/** Creates the record of the migrations of one file. */
export function createSqliteMigrationStore(connections: SqliteConnections): MigrationStore {
  return {
    application: connections.application,
    types: { timestamp: "integer", json: "text", integer: "integer" },
    applied: () => connections.read(readApplied),
    versions: () => connections.read(readVersions),
    async locked(work) {
      // A connection of its own, without foreign keys: SQLite changes a table by creating it again, and dropping the
      // old one would delete the rows that refer to it.
      const sqlite = await openSqliteFile(connections, { blockingMs: 0 });
      try {
        sqlite.pragma("foreign_keys = OFF");
        await retryWhileBusy(() => sqlite.exec("BEGIN IMMEDIATE"), MIGRATION_LOCK_TIMEOUT_MS);
        const result = await work(createSession(sqlite, connections));
        requireReferences(sqlite);
        sqlite.exec("COMMIT");
        return result;
      } catch (error) {
        throw explainSqliteError(error, connections);
      } finally {
        // Rolls back what was not committed.
        sqlite.close();
      }
    },
  };
}

function createSession(sqlite: Sqlite.Database, file: SqliteFile): MigrationSession {
  return {
    applied: async () => readApplied(sqlite),
    async run(statement) {
      try {
        sqlite.exec(statement);
      } catch (error) {
        // A full disk is no fault of the statement; a table that it expects and that does not exist is.
        throw isMissingTable(error) ? error : explainSqliteError(error, file);
      }
    },
    versions: async () => readVersions(sqlite),
    async setVersion(capability, version) {
      sqlite.exec(CREATE_VERSIONS_TABLE);
      sqlite
        .prepare(`INSERT OR REPLACE INTO ${VERSIONS_TABLE} (capability, version) VALUES (?, ?)`)
        .run(capability, version);
    },
    async remember({ hash, generatedAt }) {
      sqlite.exec(
        `CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
      );
      sqlite
        .prepare(`INSERT INTO ${MIGRATIONS_TABLE} (hash, created_at) VALUES (?, ?)`)
        .run(hash, generatedAt);
    },
  };
}

function requireReferences(sqlite: Sqlite.Database): void {
  const broken = sqlite.prepare<[], { table: string; parent: string }>("PRAGMA foreign_key_check").all();
  if (broken.length === 0) return;
  const pairs = new Set(
    broken.map(({ table, parent }) => `${table} refers to rows of ${parent} that are not there`),
  );
  throw new AppError({
    code: "migrations.broken-references",
    category: "conflict",
    message: "The migrations would leave references to rows that do not exist, so nothing was changed.",
    hint: "Let the migration delete or repair those rows, then migrate again.",
    details: [...pairs],
  });
}
