import { closeSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@aegis-stack/runtime/errors";
import Sqlite from "better-sqlite3";
import { makePrivateFolder } from "#app/core/private-files.ts";
import { explained, isBusy } from "./errors.ts";

/** How long a connection waits for a lock of another process, in milliseconds. */
export const PATIENCE = 5_000;

/** How long to wait between two tries, in milliseconds; the last again and again. As SQLite's own handler does. */
const PAUSES = [1, 2, 5, 10, 15, 20, 25, 25, 50];

export interface OpenOptions {
  /** Milliseconds that SQLite itself waits for a lock; meanwhile nothing else happens in this process. */
  blocking: number;
}

/**
 * Opens the file, making it and its folder where there is none.
 *
 * @throws AppError `database.*` when it cannot be opened, read or written, or is no database
 */
export async function openFile(file: string, { blocking }: OpenOptions): Promise<Sqlite.Database> {
  try {
    makeFolder(dirname(file));
    createPrivateFile(file);
    const sqlite = new Sqlite(file, { timeout: blocking });
    try {
      // To change the mode takes every lock, for which SQLite does not always wait by itself.
      await whileBusy(() => sqlite.pragma("journal_mode = WAL"), PATIENCE);
      sqlite.pragma("synchronous = NORMAL");
      sqlite.pragma("foreign_keys = ON");
      return sqlite;
    } catch (error) {
      sqlite.close();
      throw error;
    }
  } catch (error) {
    throw explained(error, file);
  }
}

function makeFolder(folder: string): void {
  try {
    makePrivateFolder(folder);
  } catch (error) {
    throw new AppError({
      code: "database.cannot-open",
      kind: "unavailable",
      what: `The folder ${folder} cannot be made.`,
      todo: "Set DATABASE_URL to a file in a folder that the application may write to.",
      cause: error,
    });
  }
}

/**
 * Makes the file where there is none, so that only this user can read it; SQLite gives its log and its index the same rights.
 * One that exists is not opened: to close it again would drop the locks that this process has on it.
 */
function createPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch {
    // It exists, or cannot be made, which SQLite reports better.
  }
}

/**
 * Tries until no other process has the lock. Unlike SQLite's own waiting it lets this process go on meanwhile.
 *
 * @param patience milliseconds after which the last error is thrown
 */
export async function whileBusy<Result>(attempt: () => Result, patience: number): Promise<Result> {
  const end = performance.now() + patience;
  for (let tries = 0; ; tries++) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      await delay(PAUSES[tries] ?? PAUSES.at(-1));
    }
  }
}
