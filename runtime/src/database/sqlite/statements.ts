import type { Database, Statement } from "better-sqlite3";
import { LRUCache } from "lru-cache";

/** More than an application has queries; those that are composed at run time must not fill the memory. */
const MAX_PREPARED_STATEMENTS = 500;

/** The result of a statement. */
export interface SqliteRows {
  /** Arrays of values; the values of one row for the method `get`. */
  rows: unknown[];
}

/** How Drizzle runs a statement. */
export type SqliteMethod = "run" | "all" | "values" | "get";

/** The statements of one connection, each prepared once: preparing most of them takes longer than running them. */
export class Statements {
  readonly #sqlite: Database;
  readonly #prepared = new LRUCache<string, Statement<unknown[], unknown[]>>({
    max: MAX_PREPARED_STATEMENTS,
  });

  constructor(sqlite: Database) {
    this.#sqlite = sqlite;
  }

  /** Whether the statement only reads. */
  isReading(sql: string): boolean {
    return this.#prepare(sql).readonly;
  }

  /** Runs a statement. Rows are arrays of values; one alone for the method `get`. */
  run(sql: string, parameters: readonly unknown[], method: SqliteMethod): SqliteRows {
    const statement = this.#prepare(sql);
    if (!statement.reader) {
      statement.run(...parameters);
      return { rows: [] };
    }
    if (method !== "get") return { rows: statement.all(...parameters) };
    // Drizzle accepts that there is no row, although the type of its callback does not say so.
    return { rows: statement.get(...parameters) as unknown[] };
  }

  #prepare(sql: string): Statement<unknown[], unknown[]> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#sqlite.prepare<unknown[], unknown[]>(sql);
    if (statement.reader) statement.raw(true);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
