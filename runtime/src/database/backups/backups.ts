import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../errors/index.ts";
import type { Migration } from "../migrations/read.ts";
import type { AppliedMigration } from "../migrations/store.ts";
import { createBackupHint } from "./errors.ts";
import { addBackup, type Backup, listBackups, pruneBackups } from "./folder.ts";

/** Backups of one database. */
export interface Backups {
  /**
   * Writes a backup while the application runs, verifies it, and only then removes surplus ones. It holds the data that
   * was committed at one moment.
   */
  take(): Promise<Backup>;
  /** Newest first. */
  list(): Promise<Backup[]>;
  /**
   * Replaces the data with that of a backup, all or nothing, after a copy of the present data was added to the backups.
   *
   * @param file an absolute path
   * @param migrations those of this application, at least one of which the backup must have; of an application without
   * any, the backup must have none
   * @returns the path of the copy of the replaced data; undefined when there was none
   * @throws AppError `backup.missing`, `backup.damaged`, `backup.foreign` or `database.in-use`
   */
  restore(file: string, migrations: readonly Migration[]): Promise<string | undefined>;
}

/** The operations of an engine that backups consist of. */
export interface BackupDriver {
  /** Of the names of files. */
  readonly extension: string;
  /** Writes a copy of the data into an empty file and checks that it could be restored. */
  write(file: string): Promise<void>;
  /** Checks that a file is intact, and reads which migrations were applied to it. Throws `backup.damaged`. */
  inspect(file: string): Promise<AppliedMigration[]>;
  /** Throws `database.in-use` when another process uses the data. */
  requireAlone(): Promise<void>;
  /** Whether there is any data that could be lost. */
  exists(): Promise<boolean>;
  /** Copies the files of the data into a folder without reading them. */
  copyAll?(folder: string): Promise<void>;
  /** Replaces the data with that of a file, all or nothing. */
  replace(file: string): Promise<void>;
}

/** Where backups are kept, and how many. */
export interface BackupOptions {
  /** Absolute. */
  readonly folder: string;
  /** How many are kept. */
  readonly kept: number;
  readonly driver: BackupDriver;
  /** The name of the application, whose command the hints of errors name. */
  readonly application: string;
  readonly now?: () => Date;
}

/** Creates backups that are files in one folder. */
export function createBackups({
  folder,
  kept,
  driver,
  application,
  now = () => new Date(),
}: BackupOptions): Backups {
  const { extension } = driver;
  const add = (write: BackupDriver["write"], beforeRestore: boolean) =>
    addBackup({ folder, extension, now: now(), beforeRestore, write });

  /** Copies the files of the data before anything opens them: that alone may change damaged files. */
  async function setAside(): Promise<string | undefined> {
    if (!driver.copyAll || !(await driver.exists())) return undefined;
    const aside = join(folder, `damaged-${now().toISOString().replaceAll(":", "-")}`);
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await driver.copyAll(aside);
    return aside;
  }

  /** A backup of the data that is about to be replaced, or the copy of its files where it is unreadable. */
  async function save(aside: string | undefined): Promise<string | undefined> {
    if (!(await driver.exists())) return undefined;
    try {
      return (await add((file) => driver.write(file), true)).path;
    } catch (error) {
      if (aside !== undefined && error instanceof AppError && UNREADABLE_CODES.has(error.code)) return aside;
      throw error;
    }
  }

  return {
    async take() {
      const backup = await add((file) => driver.write(file), false);
      await pruneBackups(folder, kept);
      return backup;
    },
    list: () => listBackups(folder),
    async restore(file, migrations) {
      requireOwn(await driver.inspect(file), migrations, { file, application });
      const aside = await setAside();
      let saved: string | undefined;
      try {
        await driver.requireAlone();
        saved = await save(aside);
      } finally {
        if (aside !== undefined && saved !== aside) await rm(aside, { recursive: true, force: true });
      }
      await driver.replace(file);
      return saved;
    },
  };
}

/** The errors of data of which no backup can be taken. */
const UNREADABLE_CODES = new Set(["database.corrupt", "database.not-a-database"]);

function requireOwn(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
  { file, application }: { file: string; application: string },
): void {
  const own = new Set(migrations.map(({ hash }) => hash));
  // Tables of the runtime alone have no migration: then a backup that knows one is of another application.
  if (own.size === 0 ? applied.length === 0 : applied.some(({ hash }) => own.has(hash))) return;
  throw new AppError({
    code: "backup.foreign",
    category: "conflict",
    message: `${file} is sound, but no backup of this application: it knows none of its migrations.`,
    hint: createBackupHint(application),
  });
}
