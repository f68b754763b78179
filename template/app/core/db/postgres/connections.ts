import { AppError } from "@aegis-stack/runtime/errors";
import { drizzle, type PgRemoteDatabase } from "drizzle-orm/pg-proxy";
import pg from "pg";
import { log } from "#app/core/log.ts";
import { withPlainErrors } from "../plain-errors.ts";
import { type Connection, requireOutside } from "../transaction/scope.ts";
import { type DatabaseAddress, parseAddress } from "./address.ts";
import { type ConnectionPool, createConnectionPool, type PoolCounts } from "./connection-pool.ts";
import { explained } from "./errors.ts";
import { explainConnecting } from "./errors-connecting.ts";
import { type SessionSetting, withDefaults } from "./session.ts";
import type { PoolMode } from "./settings.ts";

/** How long to wait for a connection, in milliseconds: to be made, or to become free. */
export const CONNECT_TIMEOUT_MS = 5_000;

/** After how long without a statement the server rolls a transaction back. */
const IDLE_TRANSACTION: SessionSetting = ["idle_in_transaction_session_timeout", "60s"];

/** Where there is no session to set it in; both statements are one message. */
const BEGIN_WITH_TIMEOUT = `BEGIN; SET LOCAL ${IDLE_TRANSACTION[0]} = '${IDLE_TRANSACTION[1]}'`;

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

export interface ConnectionsOptions {
  url: string;
  /** Connections at the most. */
  limit: number;
  /** In `transaction` mode nothing outlasts a transaction: a pooler hands each one to another session. */
  mode?: PoolMode;
  maxLifetimeSeconds?: number;
}

/** Connections to one database; none is made before it is needed. */
export class Connections {
  readonly address: DatabaseAddress;
  readonly limit: number;
  /** Where it is, without a password. */
  readonly place: string;
  readonly #options: ConnectionsOptions;
  #pool: ConnectionPool | undefined;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.limit = options.limit;
    this.address = parseAddress(options.url);
    this.place = this.address.place;
  }

  get #connected(): ConnectionPool {
    this.#pool ??= this.#create();
    return this.#pool;
  }

  /** How many connections there are, and who waits for one. */
  counts(): PoolCounts {
    return this.#pool?.counts() ?? { open: 0, idle: 0, waiting: 0, longestWait: 0 };
  }

  /** Queries outside of transactions. @param owner whose transactions they must not be used in */
  database(owner: object): Database {
    return this.#drizzle((query) => {
      requireOutside(owner);
      return this.#use((client) => client.query(query));
    });
  }

  /** Takes a connection out of the pool and begins a transaction on it. */
  async begin(): Promise<Connection> {
    const pool = this.#connected;
    const client = await this.take();
    let failure: unknown;
    const run = async <Result>(query: Promise<Result>): Promise<Result> => {
      try {
        return await query;
      } catch (error) {
        failure = pool.lossOf(client) ?? error;
        throw this.#explained(failure);
      }
    };
    try {
      await run(client.query(this.#isTransactionMode ? BEGIN_WITH_TIMEOUT : "BEGIN"));
    } catch (error) {
      pool.release(client, error);
      throw error;
    }
    return {
      database: this.#drizzle((query) => run(client.query(query))),
      async execute(statement) {
        await run(client.query(statement));
      },
      async commit() {
        const { command } = await run(client.query("COMMIT"));
        // After a statement that failed the server only rolls back, and does not call that an error.
        if (command === "ROLLBACK") throw undone();
      },
      release: (broken) => pool.release(client, broken || failure),
    };
  }

  /** A connection of one's own, to be given back by `release`. */
  async take(): Promise<pg.PoolClient> {
    try {
      return await this.#connected.take();
    } catch (error) {
      throw explainConnecting(error, this.place, (thrown) => this.#explained(thrown));
    }
  }

  /** @param error what the last query failed with, or whether the connection is unusable */
  release(client: pg.PoolClient, error?: unknown): void {
    this.#connected.release(client, error);
  }

  /** One statement with its rows as objects. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#use((client) => client.query<Row>(text, values)).catch((error: unknown) => {
      throw this.#explained(error);
    });
    return rows;
  }

  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.end();
  }

  get #isTransactionMode(): boolean {
    return this.#options.mode === "transaction";
  }

  #create(): ConnectionPool {
    const { address, limit } = this;
    const { maxLifetimeSeconds } = this.#options;
    return createConnectionPool({
      address,
      limit,
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      session: this.#isTransactionMode ? [] : withDefaults([IDLE_TRANSACTION], address.session),
      onLost: (error) => log.warn({ err: error }, "a connection to the database was lost"),
      ...(maxLifetimeSeconds !== undefined && { maxLifetimeSeconds }),
    });
  }

  async #use<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const pool = this.#connected;
    const client = await this.take();
    try {
      const result = await work(client);
      pool.release(client);
      return result;
    } catch (error) {
      pool.release(client, error);
      throw pool.lossOf(client) ?? error;
    }
  }

  #drizzle(run: (query: pg.QueryArrayConfig<unknown[]>) => Promise<{ rows: unknown[] }>): Database {
    return withPlainErrors(
      drizzle(
        (text, values) =>
          run({ text, values, rowMode: "array", types }).catch((error: unknown) => {
            throw this.#explained(error);
          }),
        { casing: "snake_case" },
      ),
    );
  }

  #explained(error: unknown): unknown {
    return explained(error, this.place);
  }
}

const undone = () =>
  new AppError({
    code: "database.transaction-undone",
    kind: "internal",
    what: "A statement of the transaction failed and its error was passed over, so nothing of it was written.",
    todo: "Put a statement that may fail into a transaction of its own within the other one.",
  });
