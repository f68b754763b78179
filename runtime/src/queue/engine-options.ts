import type { Logger } from "pino";
import type { AppError } from "../errors/index.ts";
import type { OutageLog } from "../log/index.ts";

/** The commands of Redis that the queue uses itself. A client of ioredis has them. */
export interface QueueRedisCommands {
  /** Collects commands that are sent together. */
  pipeline(): {
    hmget(key: string, ...fields: string[]): unknown;
    exec(): Promise<[error: Error | null, result: unknown][] | null>;
  };
  /** Runs a script. */
  eval(script: string, keyCount: number, ...keys: string[]): Promise<unknown>;
}

/** The connections to Redis that the queue uses. Those of `createRedis` have them. */
export interface QueueRedis {
  /** The server without a password. */
  readonly place: string;
  /** What the process logs about the server's outages. */
  readonly outages: OutageLog;
  /** Resolves when the server responds. */
  connect(): Promise<void>;
  /** Why the shared connection cannot be used now; undefined while it can. */
  getConnectionError(): AppError | undefined;
  /** Converts an error of the driver to an AppError; any other is returned as it is. */
  explainError(error: unknown): unknown;
  /** The shared client of ioredis, whose commands fail within a second. */
  getClient(): object;
  /** Creates a client of ioredis that waits for the server. @param name what it is for, as the server lists it */
  createBlockingClient(name: string): { disconnect(): void };
  /** Runs commands within a second. */
  run<Result>(work: (client: QueueRedisCommands) => Promise<Result>): Promise<Result>;
}

/** What an engine on Redis is created from. */
export interface RedisQueueOptions {
  readonly redis: QueueRedis;
  /** The first part of its keys, so that applications can share a server. */
  readonly prefix: string;
}

/** What an engine on PostgreSQL is created from. */
export interface PostgresQueueOptions {
  /** The address of the database. */
  readonly url: string;
  /** Connections that one worker process opens at most, besides one for each of its queues. */
  readonly limit: number;
  /** What the server lists the connections as. */
  readonly applicationName: string;
  readonly log: Logger;
}

/** What an embedded engine is created from. */
export interface EmbeddedQueueOptions {
  /** Where its files are stored; one server at a time may open it. Not given: in memory. */
  readonly folder?: string | undefined;
  /**
   * Returns the URL of PGlite, a development dependency of the application:
   * `() => import.meta.resolve("@electric-sql/pglite")`. Called when the database is started.
   */
  resolvePGlite(): string;
  readonly log: Logger;
}
