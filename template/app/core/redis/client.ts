import { Redis, type RedisOptions } from "ioredis";
import { endWhenSilent } from "./watch.ts";

/** How long a command of a producer may take, in milliseconds: whoever waits for it is answered within a second. */
export const COMMAND_TIMEOUT = 800;

/** The longest pause between two attempts to connect, in milliseconds. */
const LONGEST_PAUSE = 1_000;

/** After how many milliseconds without an answer a consumer's connection is taken for dead; longer than it blocks. */
const SILENCE = 30_000;

const common: RedisOptions = {
  lazyConnect: true,
  keepAlive: 10_000,
  // A connection that is gone already would otherwise keep a process that ends for two seconds.
  disconnectTimeout: 100,
  retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_PAUSE),
  // A server that has become a replica: the name leads to another one by now.
  reconnectOnError: ({ message }) => message.startsWith("READONLY"),
};

/**
 * For whoever must not wait: without a connection a command fails at once, and is never sent later, when its caller has
 * long been told that it failed.
 */
const producer: RedisOptions = {
  ...common,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: COMMAND_TIMEOUT,
};

/** For whoever has nothing else to do than to wait for the server: it comes back to life by itself, however late. */
const consumer: RedisOptions = {
  ...common,
  maxRetriesPerRequest: null,
  connectTimeout: 5_000,
  socketTimeout: SILENCE,
};

export type Purpose = "producer" | "consumer";

/** A client that connects when it is first used. @param name what the server lists the connection as */
export function createClient(url: string, purpose: Purpose, name: string): Redis {
  const client = new Redis(url, { ...(purpose === "producer" ? producer : consumer), connectionName: name });
  if (purpose === "producer") endWhenSilent(client, COMMAND_TIMEOUT);
  return client;
}
