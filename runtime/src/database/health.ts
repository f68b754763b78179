import { formatBytes, formatCommand, formatScript } from "../format/index.ts";
import type { HealthGroup } from "../health/index.ts";
import type { DatabaseOperations } from "./operations.ts";

/** The size of an unmerged log, in bytes, above which something prevents merging. */
const MAX_LOG_BYTES = 256 * 1_024 ** 2;

/** The age of a daily backup after one failure, with an hour to spare, in milliseconds. */
const MAX_BACKUP_AGE_MS = 49 * 3_600_000;

/** A wait for a connection after which there are too few, in milliseconds. */
const LONG_WAIT_MS = 1_000;

/** What the health of a database is read from. */
export interface DatabaseHealthOptions {
  readonly database: Pick<DatabaseOperations<object>, "facts" | "schema" | "tables" | "backups">;
  readonly production: boolean;
  /** The name of the application, whose command the messages name. */
  readonly application: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Creates the checks of the database: connection, migrations, data, backups. Without a connection, or with an old schema, the
 * process is not ready.
 */
export function createDatabaseHealth({
  database,
  production,
  application,
  now = Date.now,
}: DatabaseHealthOptions): HealthGroup {
  return {
    name: "database",
    checks: [
      {
        name: "connection",
        critical: true,
        async check() {
          const { engine, place, latency, pool } = await database.facts();
          // Short waits, also of these checks, are normal for a pool.
          const isShort = pool !== null && pool.longestWait >= LONG_WAIT_MS;
          const queue = isShort
            ? `, and ${pool.waiting} queries wait for a connection, one of them for ${(pool.longestWait / 1_000).toFixed(1)} s`
            : "";
          return {
            status: isShort ? "warning" : "healthy",
            message: `${engine} responds in ${latency.toFixed(1)} ms${queue}.`,
            metadata: {
              engine,
              place,
              latency,
              ...(pool && {
                connections: pool.open,
                idle: pool.idle,
                limit: pool.limit,
                waiting: pool.waiting,
                longestWait: pool.longestWait,
              }),
            },
          };
        },
      },
      {
        name: "migrations",
        critical: true,
        async check() {
          const { applied, pending, changed, unknown, ungenerated } = await database.schema();
          const metadata = {
            applied: applied.length,
            pending: pending.length,
            changed: changed.length,
            unknown,
          };
          if (ungenerated) {
            const message = `There are tables without a migration: run \`${formatScript("db:generate")}\`.`;
            return { status: "unhealthy", message, metadata };
          }
          if (pending.length > 0) {
            const message = `Pending: ${pending.join(", ")}. Run \`${formatCommand(`${application} db migrate`)}\`.`;
            return { status: "unhealthy", message, metadata };
          }
          if (changed.length > 0) {
            const message = `Edited after they were applied: ${changed.join(", ")}.`;
            return { status: "warning", message, metadata };
          }
          if (unknown > 0) {
            return { status: "warning", message: "The database is newer than this code.", metadata };
          }
          return { status: "healthy", message: `${applied.length} applied, none pending.`, metadata };
        },
      },
      {
        name: "data",
        critical: false,
        async check() {
          const [{ size, logSize }, { tables, countedAt }] = await Promise.all([
            database.facts(),
            database.tables(),
          ]);
          const rows = tables.reduce((sum, table) => sum + table.rows, 0);
          const more = tables.some((table) => table.more);
          const swollen = logSize !== null && logSize > MAX_LOG_BYTES;
          const log = swollen
            ? ` ${formatBytes(logSize)} of the write-ahead log are not merged: a transaction has been open for too long.`
            : "";
          return {
            status: swollen ? "warning" : "healthy",
            message: `${tables.length} tables, ${more ? "more than " : ""}${rows} rows, ${formatBytes(size)}.${log}`,
            metadata: { size, logSize, tables: tables.length, rows, more, countedAt },
          };
        },
      },
      {
        name: "backups",
        critical: false,
        async check() {
          const backups = (await database.backups()).filter(({ beforeRestore }) => !beforeRestore);
          const [latest] = backups;
          const age = latest ? now() - Date.parse(latest.takenAt) : Number.POSITIVE_INFINITY;
          const late = production ? "warning" : "info";
          const metadata = {
            kept: backups.length,
            latest: latest?.takenAt ?? null,
            size: latest?.size ?? null,
          };
          if (!latest)
            return {
              status: late,
              message: `No backups yet: run \`${formatCommand(`${application} db backup`)}\`.`,
              metadata,
            };
          const hours = Math.floor(age / 3_600_000);
          return {
            status: age > MAX_BACKUP_AGE_MS ? late : "healthy",
            message: `The last verified backup is ${hours === 0 ? "less than an hour" : `${hours} h`} old.`,
            metadata,
          };
        },
      },
    ],
  };
}
