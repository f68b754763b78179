import { Redis, type RedisOptions } from "ioredis";
import { isLasting } from "./errors.ts";
import { clearLastError, hasLastError, lastErrorOf, setLastError } from "./last-error.ts";
import { endWhenSilent } from "./watch.ts";

/** How long a command of a producer may take, in milliseconds: whoever waits for it is answered within a second. */
export const COMMAND_TIMEOUT = 800;

/** The longest pause between two attempts to connect, in milliseconds. */
const MAX_RETRY_DELAY_MS = 1_000;

/** The pause after a refusal that stays until somebody acts, such as a wrong password, in milliseconds. */
const REFUSED_RETRY_DELAY_MS = 5_000;

/** How often a connection to a read-only server is made anew at the most, in milliseconds. */
const READ_ONLY_RECONNECT_MS = 5_000;

/** After how many milliseconds without an answer a consumer's connection is taken for dead; longer than it blocks. */
const SILENCE = 30_000;

const common: RedisOptions = {
  lazyConnect: true,
  keepAlive: 10_000,
  // A connection that is gone already would otherwise keep a process that ends for two seconds.
  disconnectTimeout: 100,
};

/**
 * For whoever must not wait: without a connection a command fails at once, and is never sent later, when its caller has
 * long been told that it failed.
 */
export const producer: RedisOptions = {
  ...common,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: COMMAND_TIMEOUT,
};

/** For whoever has nothing else to do than to wait for the server: it comes back to life by itself, however late. */
export const consumer: RedisOptions = {
  ...common,
  maxRetriesPerRequest: null,
  connectTimeout: 5_000,
  socketTimeout: SILENCE,
  // Connected at once: a library that asks for the first connection would take its failure for the last word.
  lazyConnect: false,
};

export type Purpose = "producer" | "consumer";

/** A client that connects when it is first used. @param name what the server lists the connection as */
export function createClient(url: string, purpose: Purpose, name: string): Redis {
  const client: Redis = new Redis(url, {
    ...(purpose === "producer" ? producer : consumer),
    ...createReconnection(() => client),
    connectionName: name,
  });
  requireDatabase(client);
  if (purpose === "producer") endWhenSilent(client, COMMAND_TIMEOUT);
  return client;
}

/** How long to pause before the next attempt to connect, in milliseconds. @param error why the last one failed */
export function reconnectDelay(attempt: number, error: unknown): number {
  if (isLasting(error)) return REFUSED_RETRY_DELAY_MS;
  return Math.min(50 * 2 ** Math.min(attempt, 10), MAX_RETRY_DELAY_MS);
}

/** When a connection is made anew. @param self the client, which is made with these options */
function createReconnection(
  self: () => Redis,
): Required<Pick<RedisOptions, "retryStrategy" | "reconnectOnError">> {
  let reconnectedAt = Number.NEGATIVE_INFINITY;
  return {
    retryStrategy: (attempt) => reconnectDelay(attempt, lastErrorOf(self())),
    // A server that has become a replica: the name may lead to another one by now.
    reconnectOnError(error) {
      const now = performance.now();
      if (!error.message.includes("READONLY") || now - reconnectedAt < READ_ONLY_RECONNECT_MS) return false;
      reconnectedAt = now;
      setLastError(self(), error);
      return true;
    },
  };
}

/**
 * Remembers why a client has no connection, and gives up one whose server lacks the database: the driver would go on in
 * database 0, among the keys of another application.
 */
function requireDatabase(client: Redis): void {
  const { sendCommand } = client;
  client.on("error", (error) => {
    // What fails because the connection is being given up does not say why it is.
    const isConsequence = hasLastError(client) && /isn't writeable|Connection is closed/.test(error.message);
    if (!isConsequence) setLastError(client, error);
  });
  client.on("ready", () => {
    if (hasWritableStream(client)) clearLastError(client);
  });
  client.sendCommand = (command, stream) => {
    if (command.name === "select") {
      command.promise.catch((error: unknown) => {
        client.stream.destroy(error instanceof Error ? error : undefined);
      });
    }
    return sendCommand.call(client, command, stream);
  };
}

/** Whether commands reach the server: for a moment a client calls itself ready whose connection is being given up. */
export const hasWritableStream = (client: Redis): boolean =>
  client.status === "ready" && client.stream.writable;
