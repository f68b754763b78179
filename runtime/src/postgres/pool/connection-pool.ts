import pg from "pg";
import type { PostgresAddress } from "../address.ts";
import { createDriverTls } from "../address-tls.ts";
import { isReadOnlyError } from "../error-code.ts";
import { type SessionSetting, setUpSession } from "../session.ts";

/** A connection is replaced after so many seconds: it may be with a server that is no longer the primary. */
const MAX_LIFETIME_SECONDS = 900;

/** What a client of the driver is configured with besides the address. */
export interface PostgresClientOptions {
  /** How long to wait for a connection, in milliseconds: to be established, or to become free. */
  readonly connectTimeoutMs: number;
  /** What the server calls its connections, where the address does not name them: the name of the application. */
  readonly applicationName?: string;
}

/** What a pool of connections is created from. */
export interface PostgresPoolOptions extends PostgresClientOptions {
  readonly address: PostgresAddress;
  /** The maximum number of connections. */
  readonly limit: number;
  /** What is set in each session; none where a pooler hands each transaction to another session. */
  readonly session: readonly SessionSetting[];
  /** Called when a connection breaks while no query is in progress. */
  onLost(error: Error): void;
  /** After how many seconds a connection is replaced. */
  readonly maxLifetimeSeconds?: number;
  /** Milliseconds, from any start. */
  readonly now?: () => number;
}

/** Connections to one database. */
export interface PostgresPool {
  /** Takes a connection out of the pool for the caller alone. */
  take(): Promise<pg.PoolClient>;
  /** Returns it. @param error what the last query failed with, or whether the connection is unusable */
  release(client: pg.PoolClient, error?: unknown): void;
  /** The error that broke a connection; the driver reports only that it is broken. */
  lossOf(client: pg.ClientBase): Error | undefined;
  counts(): PostgresPoolCounts;
  /** Closes all connections. */
  end(): Promise<void>;
}

/** How many connections a pool has, and how many callers wait for one. */
export interface PostgresPoolCounts {
  readonly open: number;
  readonly idle: number;
  readonly waiting: number;
  /** For how long the first in the queue has waited for a connection, in milliseconds. */
  readonly longestWait: number;
}

/**
 * Creates a pool of connections to one database. When a query fails because the server takes no writes, the server has changed its role,
 * and every connection made before is discarded: the address may lead to another server by now.
 */
export function createPostgresPool({
  address,
  limit,
  connectTimeoutMs,
  applicationName,
  session,
  onLost,
  maxLifetimeSeconds = MAX_LIFETIME_SECONDS,
  now = () => performance.now(),
}: PostgresPoolOptions): PostgresPool {
  const pool = new pg.Pool({
    ...createClientConfig(address, {
      connectTimeoutMs,
      ...(applicationName !== undefined && { applicationName }),
    }),
    Client: PostgresClient,
    max: limit,
    maxLifetimeSeconds,
    onConnect: (client) => setUpSession(client, session, address.place),
  });
  let generation = 0;
  const generations = new WeakMap<pg.ClientBase, number>();
  const losses = new WeakMap<pg.ClientBase, Error>();
  const waits = new Set<{ since: number }>();

  // A connection that breaks while no query is in progress must not end the process; the next query makes another one.
  pool.on("error", onLost);
  pool.on("connect", (client) => {
    generations.set(client, generation);
    client.on("error", (error) => {
      // The first error is the server's own message; that the connection ended follows and says less.
      if (!losses.has(client)) losses.set(client, error);
      onLost(error);
    });
  });

  async function take(): Promise<pg.PoolClient> {
    const wait = { since: now() };
    waits.add(wait);
    try {
      for (;;) {
        const client = await pool.connect();
        if (generations.get(client) === generation) return client;
        client.release(true);
      }
    } finally {
      waits.delete(wait);
    }
  }

  function release(client: pg.PoolClient, error?: unknown): void {
    if (isReadOnlyError(error) && generations.get(client) === generation) generation += 1;
    client.release((Boolean(error) && !isAboutQuery(error)) || generations.get(client) !== generation);
  }

  return {
    take,
    release,
    lossOf: (client) => losses.get(client),
    counts: () => ({
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      longestWait: Math.max(0, ...[...waits].map(({ since }) => now() - since)),
    }),
    end: () => pool.end(),
  };
}

/**
 * The driver leaves a connection open whose login it could not finish, for example because the address has no password.
 * The server would close it only after a minute, and until then the process could not end. This client closes it.
 */
export class PostgresClient extends pg.Client {
  override connect(): Promise<this>;
  override connect(callback: (error: Error) => void): void;
  override connect(callback?: (error: Error) => void): Promise<this> | undefined {
    if (callback === undefined) {
      return super.connect().then(
        () => this,
        (error: unknown) => {
          void this.end().catch(() => {});
          throw error;
        },
      );
    }
    super.connect((error: Error | null) => {
      if (error) void this.end().catch(() => {});
      // The driver calls it without an error after a success; its types do not say so.
      callback(error as Error);
    });
    return undefined;
  }
}

/** Whether the server refused a statement, which leaves the connection as it was. */
const isAboutQuery = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === "ERROR";

/**
 * Creates the configuration of the driver for an address.
 *
 * @throws AppError `database.tls-file` when a file of the address cannot be read
 */
export function createClientConfig(
  address: PostgresAddress,
  { connectTimeoutMs, applicationName }: PostgresClientOptions,
): pg.ClientConfig {
  const { host, port, database, user, password, tls, startupOptions } = address;
  const label = address.applicationName ?? applicationName;
  return {
    host,
    port,
    database,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    ...(label !== undefined && { application_name: label }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(tls && { ssl: createDriverTls(tls) }),
    ...(tls?.direct && { sslnegotiation: "direct" }),
    ...(startupOptions !== undefined && { options: startupOptions }),
  };
}
