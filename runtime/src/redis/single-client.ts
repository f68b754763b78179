import { Redis, type RedisOptions } from "ioredis";
import { isLastingError } from "./errors.ts";
import { closeWhenSilent, requireDatabase } from "./ioredis-patches.ts";
import { type ConnectionMode, getLastError, setLastError } from "./redis-client.ts";

/** How long a command of a fail-fast client may take, in milliseconds: its caller gets a response within a second. */
export const COMMAND_TIMEOUT_MS = 800;

/** The longest pause between two attempts to connect, in milliseconds. */
const MAX_RETRY_DELAY_MS = 1_000;

/** The pause after a failure that stays until an operator acts, such as a wrong password, in milliseconds. */
const LASTING_RETRY_DELAY_MS = 5_000;

/** How often a connection to a read-only server is opened again at most, in milliseconds. */
const READ_ONLY_RECONNECT_MS = 5_000;

/** How long a blocking connection may be silent before it counts as dead, in milliseconds; longer than a command blocks. */
const SOCKET_TIMEOUT_MS = 30_000;

const commonOptions: RedisOptions = {
  lazyConnect: true,
  keepAlive: 10_000,
  // A connection that is already gone would otherwise keep a process that ends for two seconds.
  disconnectTimeout: 100,
};

/**
 * For callers that must not wait: without a connection a command fails at once, and it is never sent later, after its
 * caller has received the error.
 */
const failFastOptions: RedisOptions = {
  ...commonOptions,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: COMMAND_TIMEOUT_MS,
};

/** For callers that have nothing to do but wait for the server: the connection recovers by itself, however late. */
const blockingOptions: RedisOptions = {
  ...commonOptions,
  maxRetriesPerRequest: null,
  connectTimeout: 5_000,
  socketTimeout: SOCKET_TIMEOUT_MS,
  // Connected at once: a library that asks for the first connection would take its failure as final.
  lazyConnect: false,
};

/** The options of ioredis for a mode. */
export const getModeOptions = (mode: ConnectionMode): RedisOptions =>
  mode === "fail-fast" ? failFastOptions : blockingOptions;

/** Creates a client of one server. @param name how the server lists the connection */
export function createSingleClient(url: string, mode: ConnectionMode, name: string): Redis {
  const client: Redis = new Redis(url, {
    ...getModeOptions(mode),
    ...createReconnectOptions(() => client),
    connectionName: name,
  });
  requireDatabase(client);
  if (mode === "fail-fast") closeWhenSilent(client, COMMAND_TIMEOUT_MS);
  return client;
}

/** The pause before the next attempt to connect, in milliseconds. @param error why the last one failed */
export function getReconnectDelay(attempt: number, error: unknown): number {
  if (isLastingError(error)) return LASTING_RETRY_DELAY_MS;
  return Math.min(50 * 2 ** Math.min(attempt, 10), MAX_RETRY_DELAY_MS);
}

/** When a connection is opened again. @param getClient the client, which is created with these options */
function createReconnectOptions(
  getClient: () => Redis,
): Required<Pick<RedisOptions, "retryStrategy" | "reconnectOnError">> {
  let reconnectedAt = Number.NEGATIVE_INFINITY;
  return {
    retryStrategy: (attempt) => getReconnectDelay(attempt, getLastError(getClient())),
    // A server that has become a replica: the name may lead to another one by now.
    reconnectOnError(error) {
      const now = performance.now();
      if (!error.message.includes("READONLY") || now - reconnectedAt < READ_ONLY_RECONNECT_MS) return false;
      reconnectedAt = now;
      setLastError(getClient(), error);
      return true;
    },
  };
}
