import type { OutageLog } from "../log/index.ts";

/** A transaction that the cache fills. One of ioredis has these methods. */
export interface CacheRedisTransaction {
  unlink(key: string): unknown;
  set(key: string, value: string, unit: "PX", milliseconds: number): unknown;
  publish(channel: string, message: string): unknown;
  exec(): Promise<[error: Error | null, result: unknown][] | null>;
}

/** The commands of Redis that the cache uses. A client of ioredis has them. */
export interface CacheRedisCommands {
  /** Runs a script. */
  eval(script: string, keyCount: number, ...rest: (string | number | Buffer)[]): Promise<unknown>;
  /** Runs a command whose answer is bytes. */
  callBuffer(command: string, ...rest: (string | number | Buffer)[]): Promise<unknown>;
  multi(): CacheRedisTransaction;
  publish(channel: string, message: string): Promise<unknown>;
}

/** A connection that receives what other processes publish. A client of ioredis is one. */
export interface CacheRedisSubscriber {
  on(event: "message", listener: (channel: string, text: string) => void): unknown;
  on(event: "ready" | "close", listener: () => void): unknown;
  once(event: "end", listener: () => void): unknown;
  subscribe(channel: string): Promise<unknown>;
}

/** The connections to Redis that the cache uses. Those of `createRedis` have them. */
export interface CacheRedis {
  /** Whether a server is named at all. */
  readonly isConfigured: boolean;
  /** What the process logs about the server's outages. */
  readonly outages: OutageLog;
  /** The name of a key: the application's prefix, then the parts, with colons between. */
  key(...parts: readonly string[]): string;
  /** The name of a key that one script uses together with others of its group. */
  groupKey(group: string, ...parts: readonly string[]): string;
  /** Runs commands within a second. */
  run<Result>(work: (client: CacheRedisCommands) => Promise<Result>): Promise<Result>;
  /** Creates a connection that subscribes to channels. @param name what it is for, as the server lists it */
  createSubscriber(name: string): CacheRedisSubscriber;
  /** Converts an error of the driver to an `AppError`; any other is returned as it is. */
  explainError(error: unknown): unknown;
}
