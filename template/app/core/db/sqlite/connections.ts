import { AppError } from "@aegis-stack/runtime/errors";
import type Sqlite from "better-sqlite3";
import { drizzle, type SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";
import { withPlainErrors } from "../plain-errors.ts";
import { type Connection, requireOutside } from "../transaction/scope.ts";
import { createTurns } from "../transaction/turns.ts";
import { explained } from "./errors.ts";
import { openFile, PATIENCE, whileBusy } from "./open.ts";
import { Statements } from "./statements.ts";

/** How long a write waits for the transactions of its own process, in milliseconds. */
const QUEUE_PATIENCE = 30_000;

export type Database = Omit<SqliteRemoteDatabase, "batch" | "transaction">;

interface Opened {
  /** Reads outside of transactions, which see what was committed last and wait for nobody. */
  reader: Sqlite.Database;
  readerStatements: Statements;
  /** Everything that writes, and everything inside of a transaction. */
  writer: Sqlite.Database;
  writerStatements: Statements;
}

/**
 * The two connections of a process to one file. SQLite lets one connection write at a time and blocks the caller
 * meanwhile. So writes queue up here, where waiting blocks nobody, and transactions hold the only writing connection.
 */
export class Connections {
  readonly file: string;
  readonly #turn = createTurns({ patience: QUEUE_PATIENCE, tooLate: () => tooLate(this.file) });
  #opened: Promise<Opened> | undefined;

  constructor(file: string) {
    this.file = file;
  }

  /** Looks something up outside of transactions. */
  async read<Result>(look: (reader: Sqlite.Database) => Result): Promise<Result> {
    const { reader } = await this.#open();
    try {
      return look(reader);
    } catch (error) {
      throw explained(error, this.file);
    }
  }

  /** Queries outside of transactions. @param owner whose transactions they must not be used in */
  database(owner: object): Database {
    return this.#drizzle(async (sql, parameters, method) => {
      const { readerStatements, writer, writerStatements } = await this.#open();
      if (readerStatements.isReading(sql)) return readerStatements.run(sql, parameters, method);
      requireOutside(owner);
      const leave = await this.#turn();
      try {
        return await whileBusy(() => writerStatements.run(sql, parameters, method), PATIENCE);
      } finally {
        if (writer.inTransaction) writer.exec("ROLLBACK");
        leave();
      }
    });
  }

  /** Takes the writing connection and begins a transaction that no other process can come between. */
  async begin(): Promise<Connection> {
    const { writer, writerStatements } = await this.#open();
    const leave = await this.#turn();
    try {
      // IMMEDIATE: a transaction that begins by reading and writes later would fail when another one came between.
      await whileBusy(() => writer.exec("BEGIN IMMEDIATE"), PATIENCE);
    } catch (error) {
      leave();
      throw explained(error, this.file);
    }
    let over = false;
    const database = this.#drizzle(async (sql, parameters, method) => {
      // SQLite undoes a transaction by itself when the disk fails; what followed would be committed one by one.
      if (over || !writer.inTransaction) throw undone();
      return writerStatements.run(sql, parameters, method);
    });
    const execute = async (statement: string) => {
      try {
        if (over || !writer.inTransaction) throw undone();
        writer.exec(statement);
      } catch (error) {
        throw explained(error, this.file);
      }
    };
    return {
      database,
      execute,
      commit: () => execute("COMMIT"),
      release: () => {
        over = true;
        if (writer.inTransaction) writer.exec("ROLLBACK");
        leave();
      },
    };
  }

  /** Lets go of the file once the transaction that is open has ended. */
  async close(): Promise<void> {
    if (!this.#opened) return;
    const leave = await this.#turn();
    try {
      const opened = await this.#opened?.catch(() => undefined);
      this.#opened = undefined;
      opened?.reader.close();
      opened?.writer.close();
    } finally {
      leave();
    }
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#openBoth().catch((error: unknown) => {
      // The next query tries again: what was wrong may have been repaired.
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #openBoth(): Promise<Opened> {
    const writer = await openFile(this.file, { blocking: 0 });
    try {
      const reader = await openFile(this.file, { blocking: PATIENCE });
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
  ): Database {
    return withPlainErrors(
      drizzle(
        async (sql, parameters, method) => {
          try {
            return await run(sql, parameters, method);
          } catch (error) {
            throw explained(error, this.file);
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
    kind: "unavailable",
    what: `A transaction of this process has kept ${file} locked for more than ${QUEUE_PATIENCE / 1_000} s.`,
    todo: "Keep transactions short: nothing that waits for a network belongs into one.",
  });

const undone = () =>
  new AppError({
    code: "database.transaction-undone",
    kind: "unavailable",
    what: "The transaction has ended already, or was undone because the disk failed; nothing of it was written.",
    todo: "Run the whole transaction again.",
  });
