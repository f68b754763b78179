import { resolve } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import type { Backup } from "#app/core/db/backups/folder.ts";
import type { Engine, EngineFacts, TableFacts } from "#app/core/db/engine.ts";
import { type Database, transaction } from "#app/core/db/index.ts";
import { migrate } from "#app/core/db/migrations/migrate.ts";
import { planMigrations } from "#app/core/db/migrations/plan.ts";
import type { Migration } from "#app/core/db/migrations/read.ts";
import type { Seed } from "#app/services/seed.ts";
import type { BackupFacts, DatabaseStatus, SchemaStatus } from "./status.ts";

/** Where counting a table's rows ends. */
const ROWS_COUNTED = 100_000;

/** For how long rows that were counted are told again, in milliseconds: health and pages ask every few seconds. */
const COUNT_KEPT = 30_000;

export interface DatabaseServiceOptions {
  engine: Engine<Database>;
  /** The migrations of this code, read when they are asked for. */
  migrations(): readonly Migration[];
  /** The tables of this code by name. */
  tables: object;
  seeds: readonly Seed[];
  production: boolean;
  /** Whether a server of this application runs on this machine. */
  isServing(): boolean;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface Count {
  at: number;
  tables: Promise<TableFacts[]>;
}

/** Looks after the database as a whole. */
export class DatabaseService {
  readonly #options: DatabaseServiceOptions;
  #count: Count | undefined;

  constructor(options: DatabaseServiceOptions) {
    this.#options = options;
  }

  /** Everything that can be told of it. @throws AppError `database.*` when it cannot be reached */
  async status(): Promise<DatabaseStatus> {
    const [facts, tables, migrations, backups] = await Promise.all([
      this.facts(),
      this.tables(),
      this.schema(),
      this.backups(),
    ]);
    return {
      ...facts,
      ...tables,
      migrations,
      lastBackup: backups.find(({ beforeRestore }) => !beforeRestore) ?? null,
    };
  }

  /** Engine, place, latency and sizes: one round trip. */
  facts(): Promise<EngineFacts> {
    return this.#options.engine.facts();
  }

  /** Its tables with their rows, counted up to a limit and at most every 30 s: `countedAt` tells when, in ISO 8601. */
  async tables(): Promise<Pick<DatabaseStatus, "tables" | "countedAt">> {
    const { engine, now = Date.now } = this.#options;
    if (this.#count === undefined || now() - this.#count.at >= COUNT_KEPT) {
      const count = { at: now(), tables: engine.tables(ROWS_COUNTED) };
      this.#count = count;
      count.tables.catch(() => {
        if (this.#count === count) this.#count = undefined;
      });
    }
    const { at, tables } = this.#count;
    return { tables: await tables, countedAt: new Date(at).toISOString() };
  }

  /** How its schema stands to this code. */
  async schema(): Promise<SchemaStatus> {
    const { engine, migrations, tables } = this.#options;
    const files = migrations();
    const plan = planMigrations(files, await engine.migrations.applied());
    return {
      applied: plan.applied.map(({ name }) => name),
      pending: plan.pending.map(({ name }) => name),
      changed: plan.changed.map(({ name }) => name),
      unknown: plan.unknown,
      ungenerated: files.length === 0 && Object.keys(tables).length > 0,
    };
  }

  /**
   * Brings the schema to what this code expects.
   *
   * @returns the names of the migrations that were applied
   * @throws AppError `migrations.*`, and nothing has changed
   */
  async migrate(): Promise<string[]> {
    const { engine, migrations, production } = this.#options;
    this.#count = undefined;
    if (!production) await engine.create();
    const applied = await migrate(engine.migrations, migrations());
    return applied.map(({ name }) => name);
  }

  /** Takes a backup, verified, while everything goes on. @throws AppError `backup.*`, `database.*` */
  async backup(): Promise<BackupFacts> {
    return factsOf(await this.#options.engine.backups.take());
  }

  /** Newest first. */
  async backups(): Promise<BackupFacts[]> {
    return (await this.#options.engine.backups.list()).map(factsOf);
  }

  /**
   * Replaces all data by that of a backup.
   *
   * @param file the name of one of the backups, or the path of a file
   * @returns where a copy of what was replaced lies; undefined when there was nothing
   * @throws AppError `database.in-use` while the application runs, or why the file is none to restore from
   */
  async restore(file: string): Promise<string | undefined> {
    const { engine, migrations, isServing } = this.#options;
    if (isServing()) throw serving();
    const known = (await engine.backups.list()).find(({ name }) => name === file);
    this.#count = undefined;
    return engine.backups.restore(known?.path ?? resolve(file), migrations());
  }

  /**
   * Drops all data and migrates anew.
   *
   * @throws AppError `database.production` in production
   */
  async reset(): Promise<string[]> {
    if (this.#options.production) throw inProduction();
    await this.#options.engine.create();
    await this.#options.engine.empty();
    return this.migrate();
  }

  // #region aegis:database=postgres
  /**
   * Takes over all data of the file of an embedded database, all or nothing.
   *
   * @returns the tables with the number of their rows and a checksum that was the same on both sides
   * @throws AppError `copy.*`, and nothing was written
   */
  async copyFrom(file: string) {
    const { engine } = this.#options;
    if (!engine.copyFrom) throw takesOverNothing();
    return engine.copyFrom(resolve(file.replace(/^file:/, "")));
  }
  // #endregion aegis:database=postgres

  /** Writes the rows to begin with, all or none. @returns the names of the seeds */
  async seed(): Promise<string[]> {
    const { engine, seeds } = this.#options;
    await transaction(engine.db, async (tx) => {
      for (const seed of seeds) await seed.plant(tx);
    });
    return seeds.map(({ name }) => name);
  }
}

function factsOf({ name, takenAt, size, beforeRestore }: Backup): BackupFacts {
  return { name, takenAt: takenAt.toISOString(), size, beforeRestore };
}

const serving = () =>
  new AppError({
    code: "database.in-use",
    kind: "conflict",
    what: "The application runs, so nothing was restored.",
    todo: "Stop it first, every process of it.",
  });

// #region aegis:database=postgres
const takesOverNothing = () =>
  new AppError({
    code: "copy.unsupported",
    kind: "invalid",
    what: "This engine is the one to copy from, not to copy to.",
    todo: "Let the application use the other engine first; docs/database.md tells how.",
  });
// #endregion aegis:database=postgres

const inProduction = () =>
  new AppError({
    code: "database.production",
    kind: "forbidden",
    what: "In production the database is not reset.",
    todo: "Restore a backup, or change rows by a migration.",
  });
