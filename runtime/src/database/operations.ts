import { resolve } from "node:path";
import { AppError } from "../errors/index.ts";
import type { Backup } from "./backups/folder.ts";
import type { CopiedTable, DatabaseEngine, EngineFacts, TableFacts } from "./engine.ts";
import { type EngineTables, planSteps } from "./engine-tables/engine-tables.ts";
import { migrate } from "./migrations/migrate.ts";
import { planMigrations } from "./migrations/plan.ts";
import type { Migration } from "./migrations/read.ts";
import type { BackupReport, DatabaseReport, SchemaReport } from "./reports/index.ts";
import { transaction } from "./transaction/transaction.ts";

/** Where counting a table's rows ends. */
const MAX_COUNTED_ROWS = 100_000;

/** For how long the number of rows is cached, in milliseconds: health checks and pages read it every few seconds. */
const ROW_COUNT_TTL_MS = 30_000;

/** Rows to begin with. `db seed` runs it each time, so it must look for rows that exist already. */
export interface Seed<Db extends object> {
  readonly name: string;
  /** @param tx the one transaction of all seeds */
  plant(tx: Db): Promise<void>;
}

/** What the operations of a database work with. */
export interface DatabaseOperationsOptions<Db extends object> {
  readonly engine: DatabaseEngine<Db>;
  /** Reads the migrations of this code. */
  migrations(): readonly Migration[];
  /** The tables that capabilities keep for themselves. */
  readonly engineTables?: readonly EngineTables[];
  /** Whether this code has tables. */
  hasTables(): Promise<boolean>;
  readonly production: boolean;
  /** Whether a server of this application runs on this machine. */
  isServing(): boolean;
  /** Creates the engine of another database of the same kind; absent where data cannot be copied into one. */
  createEngineAt?(url: string): DatabaseEngine<Db>;
  /** Milliseconds since 1970. */
  now?(): number;
}

/** The operations on a database as a whole. */
export interface DatabaseOperations<Db extends object> {
  /** Reports the state of the database. @throws AppError `database.*` when it cannot be reached */
  status(): Promise<DatabaseReport>;
  /** Engine, place, latency and sizes. @throws AppError `database.*` when it cannot be reached */
  facts(): Promise<EngineFacts>;
  /** Counts the rows of its tables, up to a limit and at most every 30 s: `countedAt` says when, in ISO 8601. */
  tables(): Promise<Pick<DatabaseReport, "tables" | "countedAt">>;
  /** Compares its schema with the one that this code expects. */
  schema(): Promise<SchemaReport>;
  /**
   * Brings the schema to what this code expects.
   *
   * @returns the names of the migrations that were applied
   * @throws AppError `migrations.*`, and nothing has changed
   */
  migrate(): Promise<string[]>;
  /** Takes a verified backup while the application runs. @throws AppError `backup.*`, `database.*` */
  backup(): Promise<BackupReport>;
  /** Lists the backups, newest first. */
  backups(): Promise<BackupReport[]>;
  /**
   * Replaces all data with that of a backup.
   *
   * @param file the name of one of the backups, or the path of a file
   * @returns the path of a copy of the replaced data; undefined when there was none
   * @throws AppError `database.in-use` while the application runs, or `backup.*` with the reason why the file cannot be
   * restored
   */
  restore(file: string): Promise<string | undefined>;
  /**
   * Drops all data and applies all migrations.
   *
   * @throws AppError `database.production` in production
   */
  reset(): Promise<string[]>;
  /**
   * Copies all data of a SQLite file into the database, all or nothing.
   *
   * @param file its path; it is only read
   * @param url the database to fill instead of this one
   * @returns the tables with the number of their rows and a checksum that was the same on both sides
   * @throws AppError `copy.*`, and nothing was written
   */
  copyFrom(file: string, url?: string): Promise<CopiedTable[]>;
  /** Writes the rows to begin with, all or none. @returns the names of the seeds */
  seed(seeds: readonly Seed<Db>[]): Promise<string[]>;
}

interface RowCount {
  readonly at: number;
  readonly tables: Promise<TableFacts[]>;
}

/** Creates the operations on a database as a whole. */
export function createDatabaseOperations<Db extends object>(
  options: DatabaseOperationsOptions<Db>,
): DatabaseOperations<Db> {
  const { engine, production, engineTables = [], now = Date.now } = options;
  let rowCount: RowCount | undefined;

  const facts = () => engine.facts();

  async function tables() {
    if (rowCount === undefined || now() - rowCount.at >= ROW_COUNT_TTL_MS) {
      const count = { at: now(), tables: engine.tables(MAX_COUNTED_ROWS) };
      rowCount = count;
      count.tables.catch(() => {
        if (rowCount === count) rowCount = undefined;
      });
    }
    const { at, tables: counted } = rowCount;
    return { tables: await counted, countedAt: new Date(at).toISOString() };
  }

  async function schema() {
    const files = options.migrations();
    const plan = planMigrations(files, await engine.migrations.applied());
    const steps = planSteps(engineTables, await engine.migrations.versions());
    const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
    return {
      applied: [...steps.applied, ...names(plan.applied)],
      pending: names([...steps.pending, ...plan.pending]),
      changed: names(plan.changed),
      unknown: plan.unknown + steps.unknown,
      ungenerated: files.length === 0 && (await options.hasTables()),
    };
  }

  async function migrateAll() {
    rowCount = undefined;
    if (!production) await engine.create();
    return migrate(engine.migrations, options.migrations(), engineTables);
  }

  const backups = async () => (await engine.backups.list()).map(reportBackup);

  return {
    facts,
    tables,
    schema,
    migrate: migrateAll,
    backups,
    backup: async () => reportBackup(await engine.backups.take()),

    async status() {
      const [engineFacts, counted, migrations, all] = await Promise.all([
        facts(),
        tables(),
        schema(),
        backups(),
      ]);
      const lastBackup = all.find(({ beforeRestore }) => !beforeRestore) ?? null;
      return { ...engineFacts, ...counted, migrations, lastBackup };
    },

    async restore(file) {
      if (options.isServing()) throw createServingError();
      const known = (await engine.backups.list()).find(({ name }) => name === file);
      rowCount = undefined;
      return engine.backups.restore(known?.path ?? resolve(file), options.migrations());
    },

    async reset() {
      if (production) throw createProductionError();
      await engine.create();
      await engine.empty();
      return migrateAll();
    },

    async copyFrom(file, url) {
      const path = resolve(file.replace(/^file:/, ""));
      if (url === undefined) return copy(engine, path);
      const target = options.createEngineAt?.(url);
      if (!target) throw createUnsupportedError();
      try {
        return await copy(target, path);
      } finally {
        await target.close();
      }
    },

    async seed(seeds) {
      await transaction(engine.db, async (tx) => {
        for (const seed of seeds) await seed.plant(tx);
      });
      return seeds.map(({ name }) => name);
    },
  };
}

async function copy<Db extends object>(target: DatabaseEngine<Db>, path: string): Promise<CopiedTable[]> {
  if (!target.copyFrom) throw createUnsupportedError();
  return target.copyFrom(path);
}

function reportBackup({ name, takenAt, size, beforeRestore }: Backup): BackupReport {
  return { name, takenAt: takenAt.toISOString(), size, beforeRestore };
}

const createServingError = () =>
  new AppError({
    code: "database.in-use",
    category: "conflict",
    message: "The application runs, so nothing was restored.",
    hint: "Stop it first, every process of it.",
  });

const createUnsupportedError = () =>
  new AppError({
    code: "copy.unsupported",
    category: "invalid",
    message: "This engine is the one to copy from, not to copy to.",
    hint: "Let the application use the other engine first; the command `docs database` says how.",
  });

const createProductionError = () =>
  new AppError({
    code: "database.production",
    category: "forbidden",
    message: "In production the database is not reset.",
    hint: "Restore a backup, or change rows by a migration.",
  });
