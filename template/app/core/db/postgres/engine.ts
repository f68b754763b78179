import { createBackups } from "../backups/backups.ts";
import type { Engine, TableFacts } from "../engine.ts";
import { withTransactions } from "../transaction/transaction.ts";
import { backupDriver, DROP_EVERYTHING } from "./backup.ts";
import { Connections, type Database } from "./connections.ts";
import { copyFrom } from "./copy.ts";
import { createDatabase } from "./create.ts";
import { isUniqueViolation } from "./errors.ts";
import { MIGRATIONS_TABLE, migrationStore } from "./migrations.ts";
import type { DatabaseSettings } from "./settings.ts";

export type { Database } from "./connections.ts";

export interface EngineOptions {
  settings: Pick<DatabaseSettings, "DATABASE_URL" | "DATABASE_POOL_SIZE" | "BACKUPS_KEPT"> &
    Partial<Pick<DatabaseSettings, "DATABASE_POOL_MODE" | "DATABASE_DIRECT_URL">>;
  /** The folder that backups are put into, absolute. */
  backups: string;
}

/** One database on a PostgreSQL server. Nothing is connected before it is used. */
export function createEngine({ settings, backups }: EngineOptions): Engine<Database> {
  const owner = {};
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl, DATABASE_POOL_SIZE: limit } = settings;
  const connections = new Connections({ url, limit, mode: settings.DATABASE_POOL_MODE ?? "session" });
  // What needs a session of its own, or would keep one for long, passes a pooler by.
  const direct = directUrl === undefined ? connections : new Connections({ url: directUrl, limit: 2 });
  const migrations = migrationStore(direct);

  return {
    db: withTransactions(connections.database(owner), { owner, begin: () => connections.begin() }),
    migrations,
    backups: createBackups({
      folder: backups,
      kept: settings.BACKUPS_KEPT,
      driver: backupDriver(direct),
    }),

    async open() {
      await connections.query("SELECT 1");
    },
    create: () => createDatabase(direct),
    async close() {
      await Promise.all([...new Set([connections, direct])].map((one) => one.close()));
    },

    async facts() {
      const begin = performance.now();
      await connections.query("SELECT 1");
      const latency = performance.now() - begin;
      const [row] = await connections.query<{ version: string; size: string }>(
        // Debian's version goes on with the package's own, in brackets.
        "SELECT split_part(current_setting('server_version'), ' ', 1) AS version, pg_database_size(current_database()) AS size",
      );
      const { open, idle, waiting, longestWait } = connections.counts();
      return {
        engine: `PostgreSQL ${row?.version}`,
        place: connections.place,
        latency,
        size: Number(row?.size),
        logSize: null,
        pool: { limit, open, idle, waiting, longestWait },
      };
    },

    async tables(limit) {
      const names = await connections.query<{ name: string; quoted: string }>(
        "SELECT tablename AS name, quote_ident(tablename) AS quoted FROM pg_tables WHERE schemaname = current_schema() AND tablename <> $1 ORDER BY 1",
        [MIGRATIONS_TABLE],
      );
      const counted: TableFacts[] = [];
      // One after the other: to count must not take the connections that requests wait for.
      for (const { name, quoted } of names) {
        const [found] = await connections.query<{ rows: string }>(
          `SELECT count(*) AS rows FROM (SELECT 1 FROM ${quoted} LIMIT $1) AS counted`,
          [limit + 1],
        );
        const rows = Number(found?.rows);
        counted.push({ name, rows: Math.min(rows, limit), more: rows > limit });
      }
      return counted;
    },

    empty: () => migrations.locked((session) => session.run(DROP_EVERYTHING)),

    copyFrom: (file) => copyFrom(file, direct),

    isConflict: (error) => causes(error).some(isUniqueViolation),
  };
}

function causes(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
