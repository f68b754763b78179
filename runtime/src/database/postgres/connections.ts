import { drizzle, type PgRemoteDatabase } from "drizzle-orm/pg-proxy";
import pg from "pg";
import type { Logger } from "pino";
import { AppError } from "../../errors/index.ts";
import {
  mergeSessionSettings,
  type PostgresAddress,
  parsePostgresAddress,
  type SessionSetting,
} from "../../postgres/index.ts";
import {
  createPostgresPool,
  type PostgresClientOptions,
  type PostgresPool,
  type PostgresPoolCounts,
} from "../../postgres/pool/index.ts";
import { exposeEngineErrors } from "../drizzle-internals.ts";
import { requireOutside, type TransactionConnection } from "../transaction/scope.ts";
import { explainPostgresError, type PostgresPlace } from "./errors.ts";
import { explainConnecting } from "./errors-connecting.ts";
import type { PoolMode } from "./pool-mode.ts";

/** How long to wait for a connection, in milliseconds: to be established, or to become free. */
const CONNECT_TIMEOUT_MS = 5_000;

/** After how long without a statement the server rolls a transaction back. */
const IDLE_TRANSACTION_SETTING: SessionSetting = ["idle_in_transaction_session_timeout", "60s"];

/** Where there is no session to set it in; both statements are one message. */
const BEGIN_WITH_TIMEOUT = `BEGIN; SET LOCAL ${IDLE_TRANSACTION_SETTING[0]} = '${IDLE_TRANSACTION_SETTING[1]}'`;

/** Queries on PostgreSQL. For a transaction use `transaction`. */
export type PostgresDb = Omit<PgRemoteDatabase, "transaction">;

const { builtins } = pg.types;

/** The types that Drizzle parses itself, from the text that the server sends. */
const TEXT_TYPES = new Set<number>([
  builtins.TIMESTAMPTZ,
  builtins.TIMESTAMP,
  builtins.DATE,
  builtins.JSON,
  builtins.JSONB,
]);

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    return TEXT_TYPES.has(oid) ? (text: string) => text : pg.types.getTypeParser(oid, format);
  },
};

/** Which connections are opened. */
export interface PostgresConnectionsOptions {
  readonly url: string;
  /** The maximum number of connections. */
  readonly limit: number;
  /** In `transaction` mode nothing outlasts a transaction: a pooler runs each one in another session. */
  readonly mode?: PoolMode;
  readonly maxLifetimeSeconds?: number;
  /** The name of the application: the server shows it with each connection, and hints of errors name its command. */
  readonly application: string;
  readonly log: Logger;
}

/** Connections to one database; none is opened before it is needed. */
export class PostgresConnections implements PostgresPlace {
  readonly address: PostgresAddress;
  readonly application: string;
  readonly limit: number;
  readonly clientOptions: PostgresClientOptions;
  readonly place: string;
  readonly #options: PostgresConnectionsOptions;
  #pool: PostgresPool | undefined;

  constructor(options: PostgresConnectionsOptions) {
    const { application } = options;
    this.#options = options;
    this.application = application;
    this.clientOptions = { connectTimeoutMs: CONNECT_TIMEOUT_MS, applicationName: application };
    this.limit = options.limit;
    this.address = parsePostgresAddress(options.url);
    this.place = this.address.place;
  }

  get #connected(): PostgresPool {
    this.#pool ??= this.#create();
    return this.#pool;
  }

  /** How many connections there are, and how many callers wait for one. */
  counts(): PostgresPoolCounts {
    return this.#pool?.counts() ?? { open: 0, idle: 0, waiting: 0, longestWait: 0 };
  }

  /** Queries outside of transactions. @param owner whose transactions they must not be used in */
  database(owner: object): PostgresDb {
    return this.#drizzle((query) => {
      requireOutside(owner);
      return this.#use((client) => client.query(query));
    });
  }

  /** Takes a connection out of the pool and begins a transaction on it. */
  async begin(): Promise<TransactionConnection> {
    const pool = this.#connected;
    const client = await this.take();
    let failure: unknown;
    const run = async <Result>(query: Promise<Result>): Promise<Result> => {
      try {
        return await query;
      } catch (error) {
        failure = pool.lossOf(client) ?? error;
        throw this.#explain(failure);
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
        // After a failed statement the server rolls back, and does not report that as an error.
        if (command === "ROLLBACK") throw rolledBack();
      },
      release: (broken) => pool.release(client, broken || failure),
    };
  }

  /** Takes a connection out of the pool for the caller alone, which must call `release`. */
  async take(): Promise<pg.PoolClient> {
    try {
      return await this.#connected.take();
    } catch (error) {
      throw explainConnecting(error, this.place, (thrown) => this.#explain(thrown));
    }
  }

  /** Returns it. @param error what the last query failed with, or whether the connection is unusable */
  release(client: pg.PoolClient, error?: unknown): void {
    this.#connected.release(client, error);
  }

  /** Runs one statement and returns its rows as objects. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#use((client) => client.query<Row>(text, values)).catch((error: unknown) => {
      throw this.#explain(error);
    });
    return rows;
  }

  /** Closes all connections; the next query opens new ones. */
  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.end();
  }

  get #isTransactionMode(): boolean {
    return this.#options.mode === "transaction";
  }

  #create(): PostgresPool {
    const { address, limit } = this;
    const { log, maxLifetimeSeconds } = this.#options;
    return createPostgresPool({
      ...this.clientOptions,
      address,
      limit,
      session: this.#isTransactionMode
        ? []
        : mergeSessionSettings([IDLE_TRANSACTION_SETTING], address.session),
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

  #drizzle(run: (query: pg.QueryArrayConfig<unknown[]>) => Promise<{ rows: unknown[] }>): PostgresDb {
    return exposeEngineErrors(
      drizzle(
        (text, values) =>
          run({ text, values, rowMode: "array", types }).catch((error: unknown) => {
            throw this.#explain(error);
          }),
        { casing: "snake_case" },
      ),
    );
  }

  #explain(error: unknown): unknown {
    return explainPostgresError(error, this);
  }
}

const rolledBack = () =>
  new AppError({
    code: "database.transaction-undone",
    category: "internal",
    message:
      "A statement of the transaction failed and its error was passed over, so nothing of it was written.",
    hint: "Put a statement that may fail into a transaction of its own within the other one.",
  });
