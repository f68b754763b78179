import pg from "pg";
import { APP_NAME } from "#app/core/constants.ts";
import type { DatabaseAddress } from "./address.ts";
import { driverTls } from "./address-tls.ts";
import { isReadOnly } from "./errors.ts";
import { type SessionSetting, setUpSession } from "./session.ts";

/** A connection is replaced after so many seconds: it may be with a server that is no longer the primary. */
const MAX_LIFETIME_SECONDS = 900;

export interface ConnectionPoolOptions {
  address: DatabaseAddress;
  /** Connections at the most. */
  limit: number;
  /** How long to wait for a connection, in milliseconds: to be made, or to become free. */
  connectTimeoutMs: number;
  /** What is set in each session; none where a pooler hands each transaction to another session. */
  session: readonly SessionSetting[];
  /** Called when a connection breaks while no query is in progress. */
  onLost(error: Error): void;
  maxLifetimeSeconds?: number;
  /** Milliseconds, from any start. */
  now?: () => number;
}

export interface ConnectionPool {
  /** A connection of one's own, to be given back by `release`. */
  take(): Promise<pg.PoolClient>;
  /** @param error what the last query failed with, or whether the connection is unusable */
  release(client: pg.PoolClient, error?: unknown): void;
  /** What broke a connection; the driver reports only that it is broken. */
  lossOf(client: pg.ClientBase): Error | undefined;
  counts(): PoolCounts;
  end(): Promise<void>;
}

export interface PoolCounts {
  open: number;
  idle: number;
  waiting: number;
  /** How long the one that waits longest has waited for a connection, in milliseconds. */
  longestWait: number;
}

/**
 * Connections to one database. When a query fails because the server takes no writes, the server has changed its role,
 * and every connection made before is discarded: the address may lead to another server by now.
 */
export function createConnectionPool({
  address,
  limit,
  connectTimeoutMs,
  session,
  onLost,
  maxLifetimeSeconds = MAX_LIFETIME_SECONDS,
  now = () => performance.now(),
}: ConnectionPoolOptions): ConnectionPool {
  const pool = new pg.Pool({
    ...clientConfig(address, connectTimeoutMs),
    Client,
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
      // The server's own words come first; that the connection ended follows and says less.
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
    if (isReadOnly(error) && generations.get(client) === generation) generation += 1;
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
 * The driver leaves a connection open whose login it could not finish, for example for want of a password. The server
 * would end it only after a minute, and the process with it.
 */
export class Client extends pg.Client {
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
      // The driver calls it without an error when all is well; its types do not say so.
      callback(error as Error);
    });
    return undefined;
  }
}

/** Whether the server refused a statement, which leaves the connection as it was. */
const isAboutQuery = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === "ERROR";

/**
 * What the driver is configured with.
 *
 * @throws AppError `database.tls-file` when a file of the address cannot be read
 */
export function clientConfig(address: DatabaseAddress, connectTimeoutMs: number): pg.ClientConfig {
  const { host, port, database, user, password, tls, startupOptions } = address;
  return {
    host,
    port,
    database,
    application_name: address.applicationName ?? APP_NAME,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(tls && { ssl: driverTls(tls) }),
    ...(tls?.direct && { sslnegotiation: "direct" }),
    ...(startupOptions !== undefined && { options: startupOptions }),
  };
}
