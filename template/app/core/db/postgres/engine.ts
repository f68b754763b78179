import { createBackups } from "../backups/backups.ts";
import type { Engine } from "../engine.ts";
import { withTransactions } from "../transaction/transaction.ts";
import { backupDriver, DROP_EVERYTHING } from "./backup.ts";
import { Connections, type Database } from "./connections.ts";
import { copyFrom } from "./copy.ts";
import { createDatabase } from "./create.ts";
import { isUniqueViolation } from "./errors.ts";
import { migrationStore } from "./migrations.ts";
import type { DatabaseSettings } from "./settings.ts";

export type { Database } from "./connections.ts";

export interface EngineOptions {
  settings: Omit<DatabaseSettings, "BACKUPS_FOLDER">;
  /** The folder that backups are put into, absolute. */
  backups: string;
}

/** One database on a PostgreSQL server. Nothing is connected before it is used. */
export function createEngine({ settings, backups }: EngineOptions): Engine<Database> {
  const owner = {};
  const connections = new Connections(settings.DATABASE_URL, settings.DATABASE_POOL_SIZE);
  const migrations = migrationStore(connections);

  return {
    db: withTransactions(connections.database(owner), { owner, begin: () => connections.begin() }),
    migrations,
    backups: createBackups({
      folder: backups,
      kept: settings.BACKUPS_KEPT,
      driver: backupDriver(connections),
    }),

    async open() {
      await connections.query("SELECT 1");
    },
    create: () => createDatabase(connections),
    close: () => connections.close(),

    async facts() {
      const begin = performance.now();
      await connections.query("SELECT 1");
      const latency = performance.now() - begin;
      const [row] = await connections.query<{ version: string; size: string }>(
        // Debian's version goes on with the package's own, in brackets.
        "SELECT split_part(current_setting('server_version'), ' ', 1) AS version, pg_database_size(current_database()) AS size",
      );
      const { totalCount, idleCount, waitingCount } = connections.pool;
      return {
        engine: `PostgreSQL ${row?.version}`,
        place: connections.place,
        latency,
        size: Number(row?.size),
        logSize: null,
        pool: { limit: connections.limit, open: totalCount, idle: idleCount, waiting: waitingCount },
      };
    },

    async tables(limit) {
      const names = await connections.query<{ name: string; quoted: string }>(
        "SELECT tablename AS name, quote_ident(tablename) AS quoted FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
      );
      const counts = names.map(async ({ name, quoted }) => {
        const [found] = await connections.query<{ rows: string }>(
          `SELECT count(*) AS rows FROM (SELECT 1 FROM ${quoted} LIMIT $1) AS counted`,
          [limit + 1],
        );
        const rows = Number(found?.rows);
        return { name, rows: Math.min(rows, limit), more: rows > limit };
      });
      return Promise.all(counts);
    },

    empty: () => migrations.locked((session) => session.run(DROP_EVERYTHING)),

    copyFrom: (file) => copyFrom(file, connections),

    isConflict: (error) => causes(error).some(isUniqueViolation),
  };
}

function causes(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causes(error.cause)] : [];
}
