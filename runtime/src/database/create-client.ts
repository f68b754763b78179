import type { Logger } from "pino";
import type { CapabilityParts } from "../application/index.ts";
import type { DatabaseEngine } from "./engine.ts";
import type { EngineTables } from "./engine-tables/engine-tables.ts";
import { createDatabaseHealth } from "./health.ts";
import { readMigrations } from "./migrations/read.ts";
import { createDatabaseOperations, type DatabaseOperations, type Seed } from "./operations.ts";
import type { PortableColumns } from "./portable-columns.ts";
import type { PortableDb } from "./portable-db.ts";
import { afterCurrentCommit, transaction } from "./transaction/transaction.ts";

/** The database of an application. */
export interface Database<Db extends object> extends DatabaseOperations<Db> {
  readonly capability: CapabilityParts &
    Required<Pick<CapabilityParts, "start" | "stop" | "health" | "folders">> & {
      readonly overseer: {
        readonly database: Pick<DatabaseOperations<Db>, "status" | "backups" | "backup"> & {
          /** How many backups are kept. */
          readonly backupsKept: number;
        };
      };
    };
  readonly dialect: "sqlite" | "postgres";
  /** The name of the dialect in Drizzle's own adapters. */
  readonly drizzleProvider: "sqlite" | "pg";
  /** For queries. It connects on first use. */
  readonly db: Db;
  /** The same queries for code that is written once for every engine. */
  readonly portable: PortableDb;
  /** What the tables of this dialect are made of, for tables that are defined once for every engine. */
  readonly columns: PortableColumns;
  /** The tables that capabilities keep for themselves in it. */
  readonly engineTables: readonly EngineTables[];
  /** The low-level operations of the engine. */
  readonly engine: DatabaseEngine<Db>;
  /** Runs `work` in a transaction, all of it or nothing. To nest one, use the function `transaction` with the `tx`. */
  transaction<Result>(work: (tx: Db) => Promise<Result>): Promise<Result>;
  /**
   * Runs work after the commit of the transaction in whose function the caller runs, and never when it is rolled back.
   *
   * @returns whether there is a transaction; where there is none, the caller does the work itself
   */
  afterCommit(work: () => unknown): boolean;
  /** Whether an error, or one of its causes, is a violation of a unique index or a primary key. */
  isConflict(error: unknown): boolean;
  /** Closes every connection; the next query opens them again. */
  close(): Promise<void>;
}

/** What a database is created from, besides the settings of its dialect. */
export interface DatabaseOptions {
  /** The name of the application: hints of errors name its command. */
  readonly name: string;
  /** The folder of the application, in which relative paths of settings begin. */
  readonly root: string;
  readonly log: Logger;
  /** The folder of migrations, that of drizzle-kit. */
  readonly migrations: URL;
  /** The module that exports the tables, the same that drizzle-kit reads. It is loaded only when there is no migration. */
  readonly tables?: URL;
  /** The tables that capabilities keep for themselves: they are created by the same `db migrate`. */
  readonly engineTables?: readonly EngineTables[];
  /** The module that exports `seeds`, what `db seed` writes. */
  readonly seeds?: URL;
  /** Whether a server of this application runs on this machine: then nothing is restored. */
  readonly isServing?: () => boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** What a dialect adds. */
export interface DialectParts<Db extends object> {
  readonly dialect: "sqlite" | "postgres";
  readonly engine: DatabaseEngine<Db>;
  /** The columns of the dialect. */
  readonly columns: object;
  /** Creates the engine of another database; absent where data cannot be copied into one. */
  readonly createEngineAt?: (url: string) => DatabaseEngine<Db>;
  /** How many backups the engine keeps. */
  readonly backupsKept: number;
  readonly mode: "development" | "test" | "production";
  /** The folders that the database writes to. */
  readonly folders: readonly { readonly name: string; readonly path: string }[];
}

/** Creates the database of an application from the engine of a dialect. */
export function createDatabaseClient<Db extends object>(
  { name, log, migrations, tables, engineTables = [], seeds, isServing = () => false, now }: DatabaseOptions,
  { dialect, engine, columns, createEngineAt, backupsKept, mode, folders }: DialectParts<Db>,
): Database<Db> {
  const production = mode === "production";
  const clock = now && { now };
  const operations = createDatabaseOperations({
    engine,
    migrations: () => readMigrations(migrations),
    engineTables,
    hasTables: async () => tables !== undefined && Object.keys(await import(tables.href)).length > 0,
    production,
    isServing,
    ...(createEngineAt && { createEngineAt }),
    ...clock,
  });

  async function readSeeds(): Promise<readonly Seed<Db>[]> {
    const module: { readonly seeds?: readonly Seed<Db>[] } =
      seeds === undefined ? {} : await import(seeds.href);
    return module.seeds ?? [];
  }

  return {
    ...operations,
    dialect,
    drizzleProvider: dialect === "postgres" ? "pg" : "sqlite",
    engine,
    db: engine.db,
    portable: toPortable(engine.db),
    columns: toPortableColumns(columns),
    engineTables,
    transaction: (work) => transaction(engine.db, work),
    afterCommit: afterCurrentCommit,
    isConflict: (error) => engine.isConflict(error),
    close: () => engine.close(),
    capability: {
      name: "database",
      group: "component",
      summary: "tables, migrations and backups",
      folders,
      health: createDatabaseHealth({ database: operations, production, application: name, ...clock }),
      /** In development it is created and migrated; in production that is a step of its own, without which it is not ready. */
      async start() {
        if (mode === "development") {
          const applied = await operations.migrate();
          if (applied.length > 0) log.info({ migrations: applied }, "migrated the database");
        }
        await engine.open();
      },
      stop: () => engine.close(),
      commands: [
        {
          name: "db",
          summary: "Manage the database",
          async load() {
            const { createDatabaseCommand } = await import("./commands/db.ts");
            const canCopy = createEngineAt !== undefined;
            return createDatabaseCommand({ database: operations, loadSeeds: readSeeds, canCopy, name });
          },
        },
      ],
      routes: async () => (await import("./routes.ts")).createDatabaseRoutes(operations),
      overseer: {
        database: {
          status: () => operations.status(),
          backups: () => operations.backups(),
          backup: () => operations.backup(),
          backupsKept,
        },
      },
    },
  };
}

/** Both dialects of Drizzle have these methods; only their types differ. */
const toPortable = (db: object) => db as PortableDb;

/** Both dialects have columns of these names with the same values; only their types differ. */
const toPortableColumns = (columns: object) => columns as PortableColumns;
