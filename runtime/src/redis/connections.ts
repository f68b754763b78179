import { Redis } from "ioredis";
import type { Logger } from "pino";
import { AppError } from "../errors/index.ts";
import { createOutageLog, type OutageLog } from "../log/index.ts";
import { createClusterClient } from "./cluster-client.ts";
import { createNotConfiguredError, createUnreachableError, explainRedisError } from "./errors.ts";
import { hasWritableStream } from "./ioredis-patches.ts";
import { type ConnectionMode, getLastError, type RedisClient } from "./redis-client.ts";
import { COMMAND_TIMEOUT_MS, createSingleClient } from "./single-client.ts";

/** A refused command counts as permitted again when none was refused for this long, in milliseconds. */
const REFUSAL_MEMORY_MS = 30_000;

/** Commands of the shared connection, as a source of failures. */
const COMMANDS_SOURCE = "commands";

/** What the connections to one server are created from. */
export interface RedisConnectionOptions {
  /** The address of the server; undefined where there is none: then nothing is ever connected. */
  readonly url: string | undefined;
  /** Whether the server is a node of a Redis Cluster. The default is false. */
  readonly cluster?: boolean;
  /** The prefix of every key. */
  readonly prefix: string;
  /** Where outages are logged. */
  readonly log: Logger;
  /** How the server lists the connections. */
  readonly name: string;
}

/** All connections of this process to one Redis server. None is opened before it is used. */
export interface RedisConnections {
  /** Whether a server is named at all. */
  readonly isConfigured: boolean;
  /** Whether the server is a node of a Redis Cluster, whose keys lie on several nodes. */
  readonly isCluster: boolean;
  /** Host, port and number of the database, without a password; empty where there is none. */
  readonly place: string;
  /** What the process logs of the server's outages. */
  readonly outages: OutageLog;
  /** The name of a key: the application's prefix, then the parts, with colons between. */
  key(...parts: readonly string[]): string;
  /**
   * The name of a key that one command or script uses together with others of its group. On a cluster all keys of a
   * group lie on one node; on a single server it is the same as `key`.
   */
  groupKey(group: string, ...parts: readonly string[]): string;
  /**
   * Runs commands on the fail-fast connection that all callers share. It rejects within a second when the server cannot
   * be reached, and at once when that is already known.
   *
   * @throws AppError `redis.*` when the server fails; otherwise what `work` throws
   */
  run<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result>;
  /**
   * The shared fail-fast connection itself, for libraries that bring their own commands. It throws the driver's errors.
   *
   * @throws AppError `redis.not-configured`
   */
  getClient(): RedisClient;
  /** Why the shared connection cannot be used now; undefined while it can. */
  getConnectionError(): AppError | undefined;
  /** Turns an error of the driver into an `AppError` `redis.*`; an error of a command stays as it is. */
  explainError(error: unknown): unknown;
  /**
   * Creates a connection for a caller that waits for the server: it reconnects without limit. Its owner closes it; `close`
   * closes those that are left.
   *
   * @param name what it is for, as the server lists it
   * @throws AppError `redis.not-configured`
   */
  createBlockingClient(name: string): RedisClient;
  /**
   * Creates a blocking connection that subscribes to channels. On a cluster it is a connection to one node, since each
   * node forwards what is published on any other.
   *
   * @throws AppError `redis.not-configured`
   */
  createSubscriber(name: string): Redis;
  /** Connects, so that the first caller need not. @throws AppError `redis.*` within a second */
  connect(): Promise<void>;
  /** Closes every connection once the commands that were sent are done. @param deadline ends the wait */
  close(deadline?: AbortSignal): Promise<void>;
}

/** Creates the connections to one server. All clients of it are created here. */
export function createRedisConnections({
  url,
  cluster = false,
  prefix,
  log,
  name,
}: RedisConnectionOptions): RedisConnections {
  const place = url === undefined ? "" : formatPlace(url);
  const outages = createOutageLog({ log, name: "Redis", place });
  const clients = new Set<RedisClient>();
  let shared: RedisClient | undefined;
  let connecting: Promise<void> | undefined;
  let refusedAt = Number.NEGATIVE_INFINITY;

  function watch<Client extends RedisClient>(client: Client, label: string): Client {
    clients.add(client);
    reportOutages(client, { outages, place, source: `connection ${label}` });
    client.once("end", () => clients.delete(client));
    return client;
  }

  function createSubscriber(label: string): Redis {
    if (url === undefined) throw createNotConfiguredError();
    return watch(createSingleClient(url, "blocking", `${name}:${label}`), label);
  }

  function createClient(mode: ConnectionMode, label: string): RedisClient {
    if (url === undefined) throw createNotConfiguredError();
    const create = cluster ? createClusterClient : createSingleClient;
    return watch(create(url, mode, `${name}:${label}`), label);
  }

  function getClient(): RedisClient {
    if (shared === undefined) {
      const client = createClient("fail-fast", "producer");
      client.once("end", () => {
        if (shared === client) shared = undefined;
      });
      shared = client;
    }
    return shared;
  }

  /** Callers that arrive while the connection is being opened wait for the same one. */
  function connect(): Promise<void> {
    const client = getClient();
    if (isUsable(client)) return Promise.resolve();
    connecting ??= waitForConnection(client, place).finally(() => {
      connecting = undefined;
    });
    return connecting;
  }

  async function run<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result> {
    await connect();
    try {
      const result = await work(getClient());
      if (outages.isFailing(COMMANDS_SOURCE) && performance.now() - refusedAt > REFUSAL_MEMORY_MS)
        outages.recovered(COMMANDS_SOURCE);
      return result;
    } catch (error) {
      const explained = explainRedisError(error, place);
      // A command on a connection that broke is reported by the connection.
      if (explained instanceof AppError && isUsable(getClient())) {
        refusedAt = performance.now();
        outages.failed(COMMANDS_SOURCE, explained);
      }
      throw explained;
    }
  }

  return {
    isConfigured: url !== undefined,
    isCluster: cluster,
    place,
    outages,
    key: (...parts) => [prefix, ...parts].join(":"),
    groupKey: (group, ...parts) =>
      [cluster ? `{${prefix}:${group}}` : `${prefix}:${group}`, ...parts].join(":"),
    run,
    getClient,
    getConnectionError: () => (isUsable(getClient()) ? undefined : explainLostConnection(getClient(), place)),
    explainError: (error) => explainRedisError(error, place),
    createBlockingClient: (label) => createClient("blocking", label),
    createSubscriber,
    connect,
    async close(deadline) {
      const open = [...clients];
      shared = undefined;
      connecting = undefined;
      clients.clear();
      outages.forget();
      await Promise.all(open.map((client) => closeClient(client, deadline)));
    },
  };
}

function formatPlace(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 6379}${pathname === "/" ? "" : pathname}`;
}

/** Whether commands reach the server. */
const isUsable = (client: RedisClient): boolean =>
  client instanceof Redis ? hasWritableStream(client) : client.status === "ready";

/** Why a client has no connection, as an error of the application. */
function explainLostConnection(client: RedisClient, place: string): AppError {
  const error = getLastError(client);
  const explained = explainRedisError(error, place);
  return explained instanceof AppError ? explained : createUnreachableError(place, error);
}

/** Waits for a connection that is being opened; one that was lost is being opened again, and not waited for. */
async function waitForConnection(client: RedisClient, place: string): Promise<void> {
  if (client.status === "reconnecting") throw explainLostConnection(client, place);
  const settled = Promise.withResolvers<void>();
  const ready = () => {
    if (isUsable(client)) settled.resolve();
  };
  const closed = () => settled.reject(explainLostConnection(client, place));
  const timer = setTimeout(closed, COMMAND_TIMEOUT_MS);
  client.on("ready", ready).once("close", closed);
  // What it rejects with is reported by the events, too.
  if (client.status === "wait") client.connect().catch(() => {});
  try {
    await settled.promise;
  } finally {
    clearTimeout(timer);
    client.off("ready", ready).off("close", closed);
  }
}

interface OutageSource {
  readonly outages: OutageLog;
  readonly place: string;
  readonly source: string;
}

/** Reports that a client has lost its connection, however many attempts fail in between, and that it is back. */
function reportOutages(client: RedisClient, { outages, place, source }: OutageSource): void {
  client.on("reconnecting", () => outages.failed(source, explainLostConnection(client, place)));
  client.on("ready", () => {
    if (isUsable(client)) outages.recovered(source);
  });
}

async function closeClient(client: RedisClient, deadline: AbortSignal | undefined): Promise<void> {
  if (client.status === "ready" && !deadline?.aborted) {
    const cut = Promise.withResolvers<void>();
    deadline?.addEventListener("abort", () => cut.resolve(), { once: true });
    const timer = setTimeout(cut.resolve, COMMAND_TIMEOUT_MS);
    await Promise.race([client.quit().catch(() => {}), cut.promise]);
    clearTimeout(timer);
  }
  client.disconnect();
}
