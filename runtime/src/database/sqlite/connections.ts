import type Sqlite from "better-sqlite3";
import { drizzle, type SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import { AppError } from "../../errors/index.ts";
import { exposeEngineErrors } from "../drizzle-internals.ts";
import { createMutex } from "../transaction/mutex.ts";
import { requireOutside, type TransactionConnection } from "../transaction/scope.ts";
import { explainSqliteError, type SqliteFile } from "./errors.ts";
import { LOCK_TIMEOUT_MS, openSqliteFile, retryWhileBusy } from "./open.ts";
import { Statements } from "./statements.ts";

/** How long a write waits for the transactions of its own process, in milliseconds. */
const WRITE_TIMEOUT_MS = 30_000;

/** Queries on SQLite. For a transaction use `transaction`. */
export type SqliteDb = Omit<SqliteRemoteDatabase, "batch" | "transaction">;

interface Opened {
  /** Reads outside of transactions, which see the last commit and wait for no lock. */
  reader: Sqlite.Database;
  readerStatements: Statements;
  /** Everything that writes, and everything inside of a transaction. */
  writer: Sqlite.Database;
  writerStatements: Statements;
}

/**
 * The two connections of a process to one file. SQLite lets one connection write at a time and blocks the caller
 * meanwhile. So writes are queued here, where waiting does not block the process, and a transaction holds the only
 * writing connection.
 */
export class SqliteConnections implements SqliteFile {
  readonly file: string;
  readonly application: string;
  readonly #acquire = createMutex({
    timeoutMs: WRITE_TIMEOUT_MS,
    createTimeoutError: () => tooLate(this.file),
  });
  #opened: Promise<Opened> | undefined;

  constructor({ file, application }: SqliteFile) {
    this.file = file;
    this.application = application;
  }

  /** Reads outside of transactions. */
  async read<Result>(read: (reader: Sqlite.Database) => Result): Promise<Result> {
    const { reader } = await this.#open();
    try {
      return read(reader);
    } catch (error) {
      throw explainSqliteError(error, this);
    }
  }

  /** Queries outside of transactions. @param owner whose transactions they must not be used in */
  database(owner: object): SqliteDb {
    return this.#drizzle(async (sql, parameters, method) => {
      const { readerStatements, writer, writerStatements } = await this.#open();
      if (readerStatements.isReading(sql)) return readerStatements.run(sql, parameters, method);
      requireOutside(owner);
      const release = await this.#acquire();
      try {
        return await retryWhileBusy(() => writerStatements.run(sql, parameters, method), LOCK_TIMEOUT_MS);
      } finally {
        if (writer.inTransaction) writer.exec("ROLLBACK");
        release();
      }
    });
  }

  /** Takes the writing connection and begins a transaction that no other process can come between. */
  async begin(): Promise<TransactionConnection> {
    const { writer, writerStatements } = await this.#open();
    const release = await this.#acquire();
    try {
      // IMMEDIATE: a transaction that begins by reading and writes later would fail when another one came between.
      await retryWhileBusy(() => writer.exec("BEGIN IMMEDIATE"), LOCK_TIMEOUT_MS);
    } catch (error) {
      release();
      throw explainSqliteError(error, this);
    }
    let isOver = false;
    const database = this.#drizzle(async (sql, parameters, method) => {
      // SQLite rolls a transaction back by itself when the disk fails; later statements would be committed one by one.
      if (isOver || !writer.inTransaction) throw rolledBack();
      return writerStatements.run(sql, parameters, method);
    });
    const execute = async (statement: string) => {
      try {
        if (isOver || !writer.inTransaction) throw rolledBack();
        writer.exec(statement);
      } catch (error) {
        throw explainSqliteError(error, this);
      }
    };
    return {
      database,
      execute,
      commit: () => execute("COMMIT"),
      release: () => {
        isOver = true;
        if (writer.inTransaction) writer.exec("ROLLBACK");
        release();
      },
    };
  }

  /** Closes the file after the end of the open transaction. */
  async close(): Promise<void> {
    if (!this.#opened) return;
    const release = await this.#acquire();
    try {
      const opened = await this.#opened?.catch(() => undefined);
      this.#opened = undefined;
      opened?.reader.close();
      opened?.writer.close();
    } finally {
      release();
    }
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#openBoth().catch((error: unknown) => {
      // The next query tries again: the cause may have been repaired.
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #openBoth(): Promise<Opened> {
    const writer = await openSqliteFile(this, { blockingMs: 0 });
    try {
      const reader = await openSqliteFile(this, { blockingMs: LOCK_TIMEOUT_MS });
      return {
        reader,
        readerStatements: new Statements(reader),
        writer,
        writerStatements: new Statements(writer),
      };
    } catch (error) {
      writer.close();
      throw error;
    }
  }

  #drizzle(
    run: (...query: Parameters<Statements["run"]>) => Promise<ReturnType<Statements["run"]>>,
  ): SqliteDb {
    return exposeEngineErrors(
      drizzle(
        async (sql, parameters, method) => {
          try {
            return await run(sql, parameters, method);
          } catch (error) {
            throw explainSqliteError(error, this);
          }
        },
        // Drizzle reads the casing from the third argument only.
        undefined,
        { casing: "snake_case" },
      ),
    );
  }
}

const tooLate = (file: string) =>
  new AppError({
    code: "database.busy",
    category: "unavailable",
    message: `A transaction of this process has kept ${file} locked for more than ${WRITE_TIMEOUT_MS / 1_000} s.`,
    hint: "Keep transactions short: nothing that waits for a network belongs into one.",
  });

const rolledBack = () =>
  new AppError({
    code: "database.transaction-undone",
    category: "unavailable",
    message:
      "The transaction has ended already, or was undone because the disk failed; nothing of it was written.",
    hint: "Run the whole transaction again.",
  });
