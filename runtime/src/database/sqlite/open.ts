import { closeSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import { AppError } from "../../errors/index.ts";
import { makePrivateFolder } from "../../files/index.ts";
import { explainSqliteError, isBusy, type SqliteFile } from "./errors.ts";

/** How long a connection waits for the lock of another process, in milliseconds. */
export const LOCK_TIMEOUT_MS = 5_000;

/** How long to wait between two attempts, in milliseconds; the last delay repeats. The same as in SQLite's own handler. */
const RETRY_DELAYS_MS = [1, 2, 5, 10, 15, 20, 25, 25, 50];

/** How a connection is opened. */
export interface OpenOptions {
  /** How many milliseconds SQLite itself waits for a lock, which blocks this process. */
  readonly blockingMs: number;
}

/**
 * Opens the file, creating it and its folder where there is none.
 *
 * @throws AppError `database.*` when it cannot be opened, read or written, or is no database
 */
export async function openSqliteFile(
  given: SqliteFile,
  { blockingMs }: OpenOptions,
): Promise<Sqlite.Database> {
  const { file } = given;
  try {
    const { default: Sqlite } = await import("better-sqlite3");
    createFolder(dirname(file));
    createPrivateFile(file);
    const sqlite = new Sqlite(file, { timeout: blockingMs });
    try {
      // A change of the mode takes every lock, for which SQLite does not always wait by itself.
      await retryWhileBusy(() => sqlite.pragma("journal_mode = WAL"), LOCK_TIMEOUT_MS);
      sqlite.pragma("synchronous = NORMAL");
      sqlite.pragma("foreign_keys = ON");
      return sqlite;
    } catch (error) {
      sqlite.close();
      throw error;
    }
  } catch (error) {
    throw explainSqliteError(error, given);
  }
}

function createFolder(folder: string): void {
  try {
    makePrivateFolder(folder);
  } catch (error) {
    throw new AppError({
      code: "database.cannot-open",
      category: "unavailable",
      message: `The folder ${folder} cannot be made.`,
      hint: "Set DATABASE_URL to a file in a folder that the application may write to.",
      cause: error,
    });
  }
}

/**
 * Creates the file where there is none, so that only this user can read it; SQLite gives its log and its index the same mode.
 * An existing file is not opened: closing it would release the locks that this process has on it.
 */
function createPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch {
    // It exists, or cannot be created, which SQLite reports better.
  }
}

/**
 * Repeats an attempt until no other process holds the lock. Unlike SQLite's own waiting it does not block this process.
 *
 * @param timeoutMs after how many milliseconds the last error is thrown
 */
export async function retryWhileBusy<Result>(attempt: () => Result, timeoutMs: number): Promise<Result> {
  const end = performance.now() + timeoutMs;
  for (let tries = 0; ; tries++) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      await delay(RETRY_DELAYS_MS[tries] ?? RETRY_DELAYS_MS.at(-1));
    }
  }
}
