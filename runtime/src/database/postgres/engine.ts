import type { Logger } from "pino";
import { createBackups } from "../backups/backups.ts";
import { type DatabaseEngine, listCauses, type TableFacts } from "../engine.ts";
import { VERSIONS_TABLE } from "../migrations/store.ts";
import { enableTransactions } from "../transaction/transaction.ts";
import { createPostgresBackupDriver, DROP_EVERYTHING } from "./backup.ts";
import { PostgresConnections, type PostgresDb } from "./connections.ts";
import { copyFromSqlite } from "./copy.ts";
import { createMissingDatabase } from "./create.ts";
import { isUniqueViolation } from "./errors.ts";
import { createPostgresMigrationStore, MIGRATIONS_TABLE } from "./migrations.ts";
import type { PoolMode } from "./pool-mode.ts";

/** How many connections bypass a pooler. */
const DIRECT_CONNECTIONS = 2;

/** What an engine for one PostgreSQL database is created from. */
export interface PostgresEngineOptions {
  readonly url: string;
  /** The server without a pooler in between; without it that of `url`. */
  readonly directUrl?: string | undefined;
  /** What a pooler at `url` hands out; `session` without one. */
  readonly poolMode?: PoolMode;
  /** The maximum number of connections. */
  readonly poolSize: number;
  /** The folder of backups, absolute. */
  readonly backupsFolder: string;
  /** How many backups are kept. */
  readonly backupsKept: number;
  /** The name of the application: the server shows it with each connection, and hints of errors name its command. */
  readonly application: string;
  readonly log: Logger;
}

/** Creates the engine of one database on a PostgreSQL server. It connects on first use. */
export function createPostgresEngine(options: PostgresEngineOptions): DatabaseEngine<PostgresDb> {
  const { url, directUrl, poolMode = "session", poolSize: limit, application, log } = options;
  const owner = {};
  const connections = new PostgresConnections({ url, limit, mode: poolMode, application, log });
  // Work that needs a session of its own, or would occupy one for long, bypasses a pooler.
  const direct =
    directUrl === undefined
      ? connections
      : new PostgresConnections({ url: directUrl, limit: DIRECT_CONNECTIONS, application, log });
  const migrations = createPostgresMigrationStore(direct);

  return {
    db: enableTransactions(connections.database(owner), {
      owner,
      begin: () => connections.begin(),
      reportFailedWork: (error) => log.error({ err: error }, "work after a commit failed"),
    }),
    place: direct.place,
    migrations,
    backups: createBackups({
      folder: options.backupsFolder,
      kept: options.backupsKept,
      driver: createPostgresBackupDriver(direct),
      application,
    }),

    async open() {
      await connections.query("SELECT 1");
    },
    create: () => createMissingDatabase(direct),
    async close() {
      await Promise.all([...new Set([connections, direct])].map((one) => one.close()));
    },

    async facts() {
      const begin = performance.now();
      await connections.query("SELECT 1");
      const latency = performance.now() - begin;
      const [row] = await connections.query<{ version: string; size: string }>(
        // On Debian the version of the package follows in brackets.
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
        "SELECT tablename AS name, quote_ident(tablename) AS quoted FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ALL ($1) ORDER BY 1",
        [[MIGRATIONS_TABLE, VERSIONS_TABLE]],
      );
      const counted: TableFacts[] = [];
      // One after the other: counting must not take the connections that requests wait for.
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

    copyFrom: (file) => copyFromSqlite(file, direct),

    isConflict: (error) => listCauses(error).some(isUniqueViolation),
  };
}
