import { drizzle, type PgRemoteDatabase } from "drizzle-orm/pg-proxy";
import pg from "pg";
import { APP_NAME } from "#app/core/constants.ts";
import { AppError } from "#app/core/errors.ts";
import { log } from "#app/core/log.ts";
import { withPlainErrors } from "../plain-errors.ts";
import { type Connection, requireOutside } from "../transaction/scope.ts";
import { explained } from "./errors.ts";

/** How long to wait for a connection, in milliseconds: to be made, or to become free. */
const PATIENCE = 5_000;

/** After how many milliseconds the server undoes a transaction that nobody speaks in. */
const IDLE_TRANSACTION = 60_000;

export type Database = Omit<PgRemoteDatabase, "transaction">;

const { builtins } = pg.types;

/** What Drizzle reads itself, from the text that the server sends. */
const AS_TEXT = new Set<number>([
  builtins.TIMESTAMPTZ,
  builtins.TIMESTAMP,
  builtins.DATE,
  builtins.JSON,
  builtins.JSONB,
]);

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    return AS_TEXT.has(oid) ? (text: string) => text : pg.types.getTypeParser(oid, format);
  },
};

/** A pool of connections to one database; none is made before it is needed. */
export class Connections {
  readonly url: string;
  readonly limit: number;
  /** Where it is, without a password. */
  readonly place: string;
  #pool: pg.Pool | undefined;

  constructor(url: string, limit: number) {
    this.url = url;
    this.limit = limit;
    const { hostname, port, pathname } = new URL(url);
    this.place = `${hostname}:${port || 5432}${pathname}`;
  }

  get pool(): pg.Pool {
    this.#pool ??= this.#make();
    return this.#pool;
  }

  /** Queries outside of transactions. @param owner whose transactions they must not be used in */
  database(owner: object): Database {
    return this.#drizzle((query) => {
      requireOutside(owner);
      return this.pool.query(query);
    });
  }

  /** Takes a connection out of the pool and begins a transaction on it. */
  async begin(): Promise<Connection> {
    const client = await this.take();
    const execute = (statement: string) => this.#explain(client.query(statement));
    try {
      await execute("BEGIN");
    } catch (error) {
      client.release(true);
      throw error;
    }
    return {
      database: this.#drizzle((query) => client.query(query)),
      async execute(statement) {
        await execute(statement);
      },
      async commit() {
        const { command } = await execute("COMMIT");
        // After a statement that failed the server only rolls back, and does not call that an error.
        if (command === "ROLLBACK") throw undone();
      },
      release: (broken) => client.release(broken),
    };
  }

  /** A connection of one's own, to be released. */
  take(): Promise<pg.PoolClient> {
    return this.#explain(this.pool.connect());
  }

  /** One statement with its rows as objects. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#explain(this.pool.query<Row>(text, values));
    return rows;
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.end();
  }

  #make(): pg.Pool {
    const pool = new pg.Pool({
      connectionString: this.url,
      max: this.limit,
      application_name: APP_NAME,
      connectionTimeoutMillis: PATIENCE,
      idle_in_transaction_session_timeout: IDLE_TRANSACTION,
      keepAlive: true,
    });
    // A connection that breaks while nobody waits for an answer must not end the process; the next query fails,
    // or makes another one.
    const lost = (error: Error) => log.warn({ err: error }, "a connection to the database was lost");
    pool.on("error", lost);
    pool.on("connect", (client) => client.on("error", lost));
    return pool;
  }

  #drizzle(run: (query: pg.QueryArrayConfig<unknown[]>) => Promise<{ rows: unknown[] }>): Database {
    return withPlainErrors(
      drizzle((text, values) => this.#explain(run({ text, values, rowMode: "array", types })), {
        casing: "snake_case",
      }),
    );
  }

  async #explain<Result>(work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      throw explained(error, this.place);
    }
  }
}

const undone = () =>
  new AppError({
    code: "database.transaction-undone",
    kind: "internal",
    what: "A statement of the transaction failed and its error was passed over, so nothing of it was written.",
    todo: "Put a statement that may fail into a transaction of its own within the other one.",
  });
