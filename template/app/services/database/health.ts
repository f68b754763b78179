import { APP_NAME } from "#app/core/constants.ts";
import type { HealthGroup } from "#app/services/system/health/check.ts";
import { bytes } from "#app/services/system/health/checks/threshold.ts";
import type { DatabaseService } from "./database-service.ts";

/** Bytes of what is not merged into the data; more means that something keeps it from being merged. */
const LOG_TOO_LARGE = 256 * 1_024 ** 2;

/** A daily backup that failed once, with an hour to spare, in milliseconds. */
const BACKUP_TOO_OLD = 49 * 3_600_000;

/** A wait for a connection that means that there are too few, in milliseconds. */
const LONG_WAIT_MS = 1_000;

export interface DatabaseHealthOptions {
  database: Pick<DatabaseService, "facts" | "schema" | "tables" | "backups">;
  production: boolean;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** The database in the health tree. Without a connection, or with an old schema, the process is not ready. */
export function databaseHealth({ database, production, now = Date.now }: DatabaseHealthOptions): HealthGroup {
  return {
    name: "database",
    checks: [
      {
        name: "connection",
        critical: true,
        async check() {
          const { engine, place, latency, pool } = await database.facts();
          // That queries wait for a moment, these checks among them, is what a pool is for.
          const isShort = pool !== null && pool.longestWait >= LONG_WAIT_MS;
          const queue = isShort
            ? `, and ${pool.waiting} queries wait for a connection, one of them for ${(pool.longestWait / 1_000).toFixed(1)} s`
            : "";
          return {
            status: isShort ? "warning" : "healthy",
            message: `${engine} answers in ${latency.toFixed(1)} ms${queue}.`,
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
            const message = "There are tables and no migration that makes them: run `npm run db:generate`.";
            return { status: "unhealthy", message, metadata };
          }
          if (pending.length > 0) {
            const message = `Pending: ${pending.join(", ")}. Run \`npx ${APP_NAME} db migrate\`.`;
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
          const swollen = logSize !== null && logSize > LOG_TOO_LARGE;
          const log = swollen
            ? ` ${bytes(logSize)} more wait to be merged: a transaction has been open for too long.`
            : "";
          return {
            status: swollen ? "warning" : "healthy",
            message: `${tables.length} tables, ${more ? "more than " : ""}${rows} rows, ${bytes(size)}.${log}`,
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
              message: `There is none yet: run \`npx ${APP_NAME} db backup\`.`,
              metadata,
            };
          const hours = Math.floor(age / 3_600_000);
          return {
            status: age > BACKUP_TOO_OLD ? late : "healthy",
            message: `The last verified one is ${hours === 0 ? "less than an hour" : `${hours} h`} old.`,
            metadata,
          };
        },
      },
    ],
  };
}
