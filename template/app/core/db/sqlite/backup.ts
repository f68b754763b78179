import { constants, existsSync } from "node:fs";
import { copyFile, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import Sqlite from "better-sqlite3";
import { damaged, missing } from "#app/core/db/backups/faults.ts";
import type { BackupDriver } from "../backups/backups.ts";
import { corrupt, explained, isBusy, isDamage } from "./errors.ts";
import { appliedIn } from "./migrations.ts";

/** Pages that are copied before the process sees to other things. A page is 4 kB. */
const PAGES_AT_ONCE = 1_000;

/** Backups of one file, by SQLite's own online backup. @param file absolute @param letGo closes our connections */
export function backupDriver(file: string, letGo: () => Promise<void>): BackupDriver {
  return {
    extension: "db",

    async write(copy) {
      const source = opened(file, { readonly: true });
      try {
        beginReading(source, file);
        await source.backup(copy, { progress: () => PAGES_AT_ONCE });
      } catch (error) {
        // The disk that can be full is the one that is written to.
        throw explained(error, isDamage(error) ? file : dirname(copy));
      } finally {
        source.close();
      }
      // A copy is as damaged as what it was made of.
      verify(copy, (cause) => corrupt(file, cause));
    },

    async inspect(backup) {
      if (!existsSync(backup)) throw missing(backup);
      // Looked at through a copy: to open a file may change it.
      const copy = `${backup}.${process.pid}.part`;
      await copyFile(backup, copy);
      try {
        verify(copy, (cause) => damaged(backup, cause));
        const sqlite = opened(copy, { readonly: true });
        try {
          return appliedIn(sqlite);
        } finally {
          sqlite.close();
        }
      } finally {
        await rm(copy, { force: true });
      }
    },

    async requireAlone() {
      await letGo();
      if (!existsSync(file)) return;
      try {
        const sqlite = new Sqlite(file, { timeout: 0 });
        try {
          // Only the last connection may leave WAL. It also merges the log, so that no -wal or -shm stays behind.
          sqlite.pragma("journal_mode = DELETE");
        } finally {
          sqlite.close();
        }
      } catch (error) {
        // A file beyond reading is what a restore is for.
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
        const handle = await open(draft, "r+");
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

/** One moment's data: without a transaction, every write of another process would start the copying again. */
function beginReading(source: Sqlite.Database, file: string): void {
  try {
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM sqlite_schema").get();
  } catch (error) {
    throw explained(error, file);
  }
}

function opened(file: string, options: Sqlite.Options): Sqlite.Database {
  try {
    return new Sqlite(file, { ...options, fileMustExist: true });
  } catch (error) {
    throw explained(error, file);
  }
}

/** Makes a copy one single file and reads all of it. @param fault what to throw when it is not sound */
function verify(copy: string, fault: (cause: unknown) => AppError): void {
  let found: unknown;
  try {
    const sqlite = new Sqlite(copy, { fileMustExist: true });
    try {
      sqlite.pragma("journal_mode = DELETE");
      found = sqlite.pragma("integrity_check", { simple: true });
    } finally {
      sqlite.close();
    }
  } catch (error) {
    throw isDamage(error) ? fault(error) : explained(error, dirname(copy));
  }
  if (found !== "ok") throw fault(found);
}

const inUse = (file: string, cause: unknown) =>
  new AppError({
    code: "database.in-use",
    kind: "conflict",
    what: `${file} is in use by another process, so nothing was restored.`,
    todo: "Stop the application first, every process of it.",
    cause,
  });
