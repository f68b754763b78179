import { AppError } from "@aegis-stack/runtime/errors";
import { Redis } from "ioredis";
import type { Logger } from "pino";
import { createOutageLog, type OutageLog } from "#app/core/outages/outage-log.ts";
import { COMMAND_TIMEOUT, createClient, hasWritableStream, type Purpose } from "./client.ts";
import { createClusterClient } from "./cluster-client.ts";
import { explained, notConfigured, unreachable } from "./errors.ts";
import { lastErrorOf } from "./last-error.ts";
import type { RedisClient } from "./redis-client.ts";

/** A refused command is taken for permitted again when none was refused for so long, in milliseconds. */
const REFUSAL_MEMORY_MS = 30_000;

export interface RedisOptions {
  /** Undefined where there is none: then nothing is ever connected. */
  url: string | undefined;
  /** Whether the server is a node of a Redis Cluster; false unless told. */
  cluster?: boolean;
  /** What every key begins with. */
  prefix: string;
  log: Logger;
  /** What the server lists the connections as. */
  name: string;
}

/** Every connection of this process to one Redis server. Nothing is connected before it is used. */
export interface RedisConnections {
  /** Whether a server is named at all. */
  readonly configured: boolean;
  /** Whether the server is a node of a Redis Cluster, whose keys lie on several nodes. */
  readonly cluster: boolean;
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
   * Runs commands on the connection that all callers share. Fails rather than waits: within a second when the server
   * cannot be reached, at once when that is already known.
   *
   * @throws AppError `redis.*` when the server is the trouble; whatever `work` throws otherwise
   */
  run<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result>;
  /**
   * The shared connection itself, for libraries that bring their own commands. Its errors are the driver's.
   *
   * @throws AppError `redis.not-configured`
   */
  producer(): RedisClient;
  /** Why the shared connection cannot be used just now; undefined while it can. */
  trouble(): AppError | undefined;
  /**
   * A connection of one's own, for whoever waits for the server: it reconnects for ever. To be closed by its owner;
   * `close` does it for those who do not.
   *
   * @param name what it is for, as the server lists it
   * @throws AppError `redis.not-configured`
   */
  consumer(name: string): RedisClient;
  /**
   * The same, to subscribe to channels. On a cluster it is a connection to one node, since each of them passes on what
   * is published on any.
   *
   * @throws AppError `redis.not-configured`
   */
  subscriber(name: string): Redis;
  /** Connects, so that the first caller need not. @throws AppError `redis.*` after a second at the most */
  open(): Promise<void>;
  /** Lets every connection go, after what was already sent has been answered. @param deadline ends the wait */
  close(deadline?: AbortSignal): Promise<void>;
}

/** Makes all clients of one server: the only place that does. */
export function createConnections({
  url,
  cluster = false,
  prefix,
  log,
  name,
}: RedisOptions): RedisConnections {
  const place = url === undefined ? "" : placeOf(url);
  const outages = createOutageLog({ log, name: "Redis", place });
  const clients = new Set<RedisClient>();
  let shared: RedisClient | undefined;
  let opening: Promise<void> | undefined;
  let refusedAt = Number.NEGATIVE_INFINITY;

  function watch<Client extends RedisClient>(client: Client, label: string): Client {
    clients.add(client);
    reportOutages(client, { outages, place, source: `connection ${label}` });
    client.once("end", () => clients.delete(client));
    return client;
  }

  function subscriber(label: string): Redis {
    if (url === undefined) throw notConfigured();
    return watch(createClient(url, "consumer", `${name}:${label}`), label);
  }

  function make(purpose: Purpose, label: string): RedisClient {
    if (url === undefined) throw notConfigured();
    const create = cluster ? createClusterClient : createClient;
    return watch(create(url, purpose, `${name}:${label}`), label);
  }

  function producer(): RedisClient {
    if (shared === undefined) {
      const made = make("producer", "producer");
      made.once("end", () => {
        if (shared === made) shared = undefined;
      });
      shared = made;
    }
    return shared;
  }

  /** Callers that come while the connection is being made wait for the same one. */
  function open(): Promise<void> {
    const client = producer();
    if (isUsable(client)) return Promise.resolve();
    opening ??= connected(client, place).finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function run<Result>(work: (client: RedisClient) => Promise<Result>): Promise<Result> {
    await open();
    try {
      const result = await work(producer());
      if (outages.isFailing(COMMANDS) && performance.now() - refusedAt > REFUSAL_MEMORY_MS)
        outages.recovered(COMMANDS);
      return result;
    } catch (error) {
      const told = explained(error, place);
      // What was sent on a connection that broke is told by the connection.
      if (told instanceof AppError && isUsable(producer())) {
        refusedAt = performance.now();
        outages.failed(COMMANDS, told);
      }
      throw told;
    }
  }

  return {
    configured: url !== undefined,
    cluster,
    place,
    outages,
    key: (...parts) => [prefix, ...parts].join(":"),
    groupKey: (group, ...parts) =>
      [cluster ? `{${prefix}:${group}}` : `${prefix}:${group}`, ...parts].join(":"),
    run,
    producer,
    trouble: () => (isUsable(producer()) ? undefined : whyLost(producer(), place)),
    consumer: (label) => make("consumer", label),
    subscriber,
    open,
    async close(deadline) {
      const open = [...clients];
      shared = undefined;
      opening = undefined;
      clients.clear();
      outages.forget();
      await Promise.all(open.map((client) => letGo(client, deadline)));
    },
  };
}

/** Commands of the shared connection, as a source of failures. */
const COMMANDS = "commands";

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 6379}${pathname === "/" ? "" : pathname}`;
}

/** Whether commands reach the server. */
const isUsable = (client: RedisClient): boolean =>
  client instanceof Redis ? hasWritableStream(client) : client.status === "ready";

/** Why a client has no connection, in the words of the application. */
function whyLost(client: RedisClient, place: string, error = lastErrorOf(client)): AppError {
  const told = explained(error, place);
  return told instanceof AppError ? told : unreachable(place, error);
}

/** Waits for a connection that is being made; one that was lost is being made again, and not waited for. */
async function connected(client: RedisClient, place: string): Promise<void> {
  if (client.status === "reconnecting") throw whyLost(client, place);
  const settled = Promise.withResolvers<void>();
  const ready = () => {
    if (isUsable(client)) settled.resolve();
  };
  const closed = () => settled.reject(whyLost(client, place));
  const timer = setTimeout(closed, COMMAND_TIMEOUT);
  client.on("ready", ready).once("close", closed);
  // What it rejects with is told by the events, too.
  if (client.status === "wait") client.connect().catch(() => {});
  try {
    await settled.promise;
  } finally {
    clearTimeout(timer);
    client.off("ready", ready).off("close", closed);
  }
}

interface OutageSource {
  outages: OutageLog;
  place: string;
  source: string;
}

/** Tells of a client that has lost its connection, however often it is tried in between, and that it is back. */
function reportOutages(client: RedisClient, { outages, place, source }: OutageSource): void {
  client.on("reconnecting", () => outages.failed(source, whyLost(client, place)));
  client.on("ready", () => {
    if (isUsable(client)) outages.recovered(source);
  });
}

async function letGo(client: RedisClient, deadline: AbortSignal | undefined): Promise<void> {
  if (client.status === "ready" && !deadline?.aborted) {
    const cut = Promise.withResolvers<void>();
    deadline?.addEventListener("abort", () => cut.resolve(), { once: true });
    const timer = setTimeout(cut.resolve, COMMAND_TIMEOUT);
    await Promise.race([client.quit().catch(() => {}), cut.promise]);
    clearTimeout(timer);
  }
  client.disconnect();
}
