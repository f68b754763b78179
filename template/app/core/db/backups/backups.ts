import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import { APP_NAME } from "#app/core/constants.ts";
import type { Migration } from "../migrations/read.ts";
import type { AppliedMigration } from "../migrations/store.ts";
import { addBackup, type Backup, listBackups, pruneBackups } from "./folder.ts";

export interface Backups {
  /**
   * Writes a backup while the application goes on, verifies it, and only then removes those that are too many.
   * It holds what was committed at one moment.
   */
  take(): Promise<Backup>;
  /** Newest first. */
  list(): Promise<Backup[]>;
  /**
   * Replaces the data by that of a backup, all of it or nothing, after a copy of the present data was put beside
   * the backups.
   *
   * @param file an absolute path
   * @param migrations those of this application: the backup must have at least one of them
   * @returns where the copy of what was replaced lies; undefined when there was nothing
   * @throws AppError `backup.missing`, `backup.damaged`, `backup.foreign` or `database.in-use`
   */
  restore(file: string, migrations: readonly Migration[]): Promise<string | undefined>;
}

/** What an engine does for backups. */
export interface BackupDriver {
  /** Of the files' names. */
  extension: string;
  /** Writes a copy of the data into an empty file and makes sure that it could be restored. */
  write(file: string): Promise<void>;
  /** Makes sure that a file is sound, and reads which migrations it remembers. Throws `backup.damaged`. */
  inspect(file: string): Promise<AppliedMigration[]>;
  /** Throws `database.in-use` when somebody else works with the data. */
  requireAlone(): Promise<void>;
  /** Whether there is any data to lose. */
  exists(): Promise<boolean>;
  /** Copies the data as they lie there into a folder, without reading them. */
  copyAll?(folder: string): Promise<void>;
  replace(file: string): Promise<void>;
}

export interface BackupOptions {
  folder: string;
  kept: number;
  driver: BackupDriver;
  now?: () => Date;
}

/** Backups as files in one folder. */
export function createBackups({ folder, kept, driver, now = () => new Date() }: BackupOptions): Backups {
  const { extension } = driver;
  const add = (write: BackupDriver["write"], beforeRestore: boolean) =>
    addBackup({ folder, extension, now: now(), beforeRestore, write });

  /** Puts the data aside as they lie there, before anything opens them: that alone may change what is damaged. */
  async function setAside(): Promise<string | undefined> {
    if (!driver.copyAll || !(await driver.exists())) return undefined;
    const aside = join(folder, `damaged-${now().toISOString().replaceAll(":", "-")}`);
    await mkdir(aside, { recursive: true, mode: 0o700 });
    await driver.copyAll(aside);
    return aside;
  }

  /** A backup of what is about to be replaced, or the copy of it where it is beyond reading. */
  async function save(aside: string | undefined): Promise<string | undefined> {
    if (!(await driver.exists())) return undefined;
    try {
      return (await add((file) => driver.write(file), true)).path;
    } catch (error) {
      if (aside !== undefined && error instanceof AppError && BEYOND_READING.has(error.code)) return aside;
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
      requireOwn(await driver.inspect(file), migrations, file);
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

/** What is wrong with the data when no backup can be taken of it. */
const BEYOND_READING = new Set(["database.corrupt", "database.not-a-database"]);

function requireOwn(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
  file: string,
): void {
  const own = new Set(migrations.map(({ hash }) => hash));
  if (own.size === 0 || applied.some(({ hash }) => own.has(hash))) return;
  throw new AppError({
    code: "backup.foreign",
    kind: "conflict",
    what: `${file} is sound, but no backup of this application: it knows none of its migrations.`,
    todo: `Choose another one: \`npx ${APP_NAME} db backups\` lists them.`,
  });
}
