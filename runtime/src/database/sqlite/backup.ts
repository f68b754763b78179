import { constants, existsSync } from "node:fs";
import { copyFile, open as openForSync, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type Sqlite from "better-sqlite3";
import { AppError } from "../../errors/index.ts";
import type { BackupDriver } from "../backups/backups.ts";
import { createDamagedError, createMissingError } from "../backups/errors.ts";
import type { SqliteConnections } from "./connections.ts";
import { createCorruptError, explainSqliteError, isBusy, isDamage } from "./errors.ts";
import { readApplied } from "./migrations.ts";

/** Pages that are copied before other work of the process continues. A page is 4 kB. */
const PAGES_PER_STEP = 1_000;

/** Creates the driver of backups of one file, by SQLite's own online backup. */
export function createSqliteBackupDriver(connections: SqliteConnections): BackupDriver {
  const { file, application } = connections;

  /** All data of one moment: without a transaction, every write of another process would start the copy again. */
  function beginReading(source: Sqlite.Database): void {
    try {
      source.exec("BEGIN");
      source.prepare("SELECT count(*) FROM sqlite_schema").get();
    } catch (error) {
      throw explainSqliteError(error, connections);
    }
  }

  async function open(path: string, options: Sqlite.Options): Promise<Sqlite.Database> {
    const { default: Sqlite } = await import("better-sqlite3");
    try {
      return new Sqlite(path, { ...options, fileMustExist: true });
    } catch (error) {
      throw explainSqliteError(error, { application, file: path });
    }
  }

  /** Makes a copy one single file and reads all of it. @param createError the error when it is not intact */
  async function verify(copy: string, createError: (cause: unknown) => AppError): Promise<void> {
    const { default: Sqlite } = await import("better-sqlite3");
    let result: unknown;
    try {
      const sqlite = new Sqlite(copy, { fileMustExist: true });
      try {
        sqlite.pragma("journal_mode = DELETE");
        result = sqlite.pragma("integrity_check", { simple: true });
      } finally {
        sqlite.close();
      }
    } catch (error) {
      throw isDamage(error)
        ? createError(error)
        : explainSqliteError(error, { application, file: dirname(copy) });
    }
    if (result !== "ok") throw createError(result);
  }

  return {
    extension: "db",

    async write(copy) {
      const source = await open(file, { readonly: true });
      try {
        beginReading(source);
        await source.backup(copy, { progress: () => PAGES_PER_STEP });
      } catch (error) {
        // The disk that can be full is the one of the copy.
        throw explainSqliteError(error, { application, file: isDamage(error) ? file : dirname(copy) });
      } finally {
        source.close();
      }
      // A copy is as damaged as its source.
      await verify(copy, (cause) => createCorruptError(connections, cause));
    },

    async inspect(backup) {
      if (!existsSync(backup)) throw createMissingError(backup, application);
      // A copy is inspected: opening a file may change it.
      const copy = `${backup}.${process.pid}.part`;
      await copyFile(backup, copy);
      try {
        await verify(copy, (cause) => createDamagedError(backup, application, cause));
        const sqlite = await open(copy, { readonly: true });
        try {
          return readApplied(sqlite);
        } finally {
          sqlite.close();
        }
      } finally {
        await rm(copy, { force: true });
      }
    },

    async requireAlone() {
      await connections.close();
      if (!existsSync(file)) return;
      const { default: Sqlite } = await import("better-sqlite3");
      try {
        const sqlite = new Sqlite(file, { timeout: 0 });
        try {
          // Only the last connection may leave WAL. It also merges the log, so that no -wal or -shm stays behind.
          sqlite.pragma("journal_mode = DELETE");
        } finally {
          sqlite.close();
        }
      } catch (error) {
        // An unreadable file is no reason not to restore.
        if (isBusy(error)) throw inUse(file, error);
      }
    },

    exists: async () => existsSync(file),

    async copyAll(folder) {
      for (const tail of ["", "-wal", "-shm"]) {
        if (existsSync(`${file}${tail}`)) {
          await copyFile(`${file}${tail}`, join(folder, `${basename(file)}${tail}`));
        }
      }
    },

    async replace(backup) {
      const draft = `${file}.restoring`;
      try {
        await copyFile(backup, draft, constants.COPYFILE_FICLONE);
        const handle = await openForSync(draft, "r+");
        await handle.sync().finally(() => handle.close());
        // Before the swap: the new data must never be read with the log of the old.
        await rm(`${file}-wal`, { force: true });
        await rm(`${file}-shm`, { force: true });
        await rename(draft, file);
      } catch (error) {
        await rm(draft, { force: true }).catch(() => {});
        throw error;
      }
    },
  };
}

const inUse = (file: string, cause: unknown) =>
  new AppError({
    code: "database.in-use",
    category: "conflict",
    message: `${file} is in use by another process, so nothing was restored.`,
    hint: "Stop the application first, every process of it.",
    cause,
  });
