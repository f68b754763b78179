import { AppError } from "@aegis-stack/runtime/errors";
import type Sqlite from "better-sqlite3";
import type { AppliedMigration, MigrationSession, MigrationStore } from "../migrations/store.ts";
import type { Connections } from "./connections.ts";
import { explained, isMissing } from "./errors.ts";
import { openFile, whileBusy } from "./open.ts";

export const MIGRATIONS_TABLE = "__drizzle_migrations";

/** How long to wait for another process that migrates, in milliseconds. */
const MIGRATION_PATIENCE = 60_000;

export function appliedIn(sqlite: Sqlite.Database): AppliedMigration[] {
  const known = sqlite
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .get(MIGRATIONS_TABLE);
  if (known === undefined) return [];
  return sqlite
    .prepare<[], AppliedMigration>(
      `SELECT hash, CAST(created_at AS INTEGER) AS generatedAt FROM ${MIGRATIONS_TABLE} ORDER BY created_at`,
    )
    .all();
}

/** What was applied to one file, and the way to apply more. */
export function migrationStore(connections: Connections): MigrationStore {
  return {
    applied: () => connections.read(appliedIn),
    async locked(work) {
      // A connection of its own, without foreign keys: SQLite changes a table by making it anew, and to drop the
      // old one would delete whatever refers to it.
      const sqlite = await openFile(connections.file, { blocking: 0 });
      try {
        sqlite.pragma("foreign_keys = OFF");
        await whileBusy(() => sqlite.exec("BEGIN IMMEDIATE"), MIGRATION_PATIENCE);
        const result = await work(session(sqlite, connections.file));
        requireReferences(sqlite);
        sqlite.exec("COMMIT");
        return result;
      } catch (error) {
        throw explained(error, connections.file);
      } finally {
        // Undoes what was not committed.
        sqlite.close();
      }
    },
  };
}

function session(sqlite: Sqlite.Database, file: string): MigrationSession {
  return {
    applied: async () => appliedIn(sqlite),
    async run(statement) {
      try {
        sqlite.exec(statement);
      } catch (error) {
        // A disk that is full is no fault of the statement; a table that it expects and does not find is.
        throw isMissing(error) ? error : explained(error, file);
      }
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
    kind: "conflict",
    what: "The migrations would leave references to rows that do not exist, so nothing was changed.",
    todo: "Let the migration delete or repair those rows, then migrate again.",
    details: [...pairs],
  });
}
