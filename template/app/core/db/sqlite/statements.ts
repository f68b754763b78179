import type { Database, Statement } from "better-sqlite3";

/** More than any application has queries; those that are put together at run time must not fill the memory. */
const KEPT = 500;

export interface Rows {
  rows: unknown[];
}

export type Method = "run" | "all" | "values" | "get";

/** The statements of one connection, each prepared once: preparing costs more than most of them take to run. */
export class Statements {
  readonly #sqlite: Database;
  readonly #prepared = new Map<string, Statement<unknown[], unknown[]>>();

  constructor(sqlite: Database) {
    this.#sqlite = sqlite;
  }

  /** Whether the statement only reads. */
  isReading(sql: string): boolean {
    return this.#prepare(sql).readonly;
  }

  /** Runs it. Rows are arrays of values; one alone for the method `get`. */
  run(sql: string, parameters: readonly unknown[], method: Method): Rows {
    const statement = this.#prepare(sql);
    if (!statement.reader) {
      statement.run(...parameters);
      return { rows: [] };
    }
    if (method !== "get") return { rows: statement.all(...parameters) };
    // Drizzle understands that there may be no row, although the type of its callback does not say so.
    return { rows: statement.get(...parameters) as unknown[] };
  }

  #prepare(sql: string): Statement<unknown[], unknown[]> {
    const known = this.#prepared.get(sql);
    if (known) {
      // Put last again, since the first is given up.
      this.#prepared.delete(sql);
      this.#prepared.set(sql, known);
      return known;
    }
    const statement = this.#sqlite.prepare<unknown[], unknown[]>(sql);
    if (statement.reader) statement.raw(true);
    this.#prepared.set(sql, statement);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size > KEPT && oldest !== undefined) this.#prepared.delete(oldest);
    return statement;
  }
}
