import type { Redis } from "ioredis";
import type { Logger } from "pino";
import { AppError } from "#app/core/errors.ts";
import { COMMAND_TIMEOUT, createClient, type Purpose } from "./client.ts";
import { explained, notConfigured, unreachable } from "./errors.ts";

export interface RedisOptions {
  /** Undefined where there is none: then nothing is ever connected. */
  url: string | undefined;
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
  /** Host, port and number of the database, without a password; empty where there is none. */
  readonly place: string;
  /** The name of a key: the application's prefix, then the parts, with colons between. */
  key(...parts: readonly string[]): string;
  /**
   * Runs commands on the connection that all callers share. Fails rather than waits: within a second when the server
   * cannot be reached, at once when that is already known.
   *
   * @throws AppError `redis.*` when the server is the trouble; whatever `work` throws otherwise
   */
  run<Result>(work: (client: Redis) => Promise<Result>): Promise<Result>;
  /**
   * The shared connection itself, for libraries that bring their own commands. Its errors are the driver's.
   *
   * @throws AppError `redis.not-configured`
   */
  producer(): Redis;
  /**
   * A connection of one's own, for whoever waits for the server: it reconnects for ever. To be closed by its owner;
   * `close` does it for those who do not.
   *
   * @param name what it is for, as the server lists it
   * @throws AppError `redis.not-configured`
   */
  consumer(name: string): Redis;
  /** Connects, so that the first caller need not. @throws AppError `redis.*` after a second at the most */
  open(): Promise<void>;
  /** Lets every connection go, after what was already sent has been answered. @param deadline ends the wait */
  close(deadline?: AbortSignal): Promise<void>;
}

/** Makes all clients of one server: the only place that does. */
export function createConnections({ url, prefix, log, name }: RedisOptions): RedisConnections {
  const place = url === undefined ? "" : placeOf(url);
  const clients = new Set<Redis>();
  let shared: Redis | undefined;
  let opening: Promise<void> | undefined;

  function make(purpose: Purpose, label: string): Redis {
    if (url === undefined) throw notConfigured();
    const client = createClient(url, purpose, `${name}:${label}`);
    clients.add(client);
    tellOutages(client, place, log);
    client.once("end", () => clients.delete(client));
    return client;
  }

  function producer(): Redis {
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
    if (client.status === "ready") return Promise.resolve();
    opening ??= connected(client, place).finally(() => {
      opening = undefined;
    });
    return opening;
  }

  return {
    configured: url !== undefined,
    place,
    key: (...parts) => [prefix, ...parts].join(":"),
    async run(work) {
      await open();
      try {
        return await work(producer());
      } catch (error) {
        throw explained(error, place);
      }
    },
    producer,
    consumer: (label) => make("consumer", label),
    open,
    async close(deadline) {
      const open = [...clients];
      shared = undefined;
      opening = undefined;
      clients.clear();
      await Promise.all(open.map((client) => letGo(client, deadline)));
    },
  };
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 6379}${pathname === "/" ? "" : pathname}`;
}

/** Waits for a connection that is being made; one that was lost is being made again, and not waited for. */
async function connected(client: Redis, place: string): Promise<void> {
  if (client.status === "reconnecting") throw unreachable(place);
  const settled = Promise.withResolvers<void>();
  let reason: unknown;
  const failed = (error?: unknown) => {
    reason = error ?? reason;
  };
  const closed = () => {
    const told = explained(reason, place);
    settled.reject(told instanceof AppError ? told : unreachable(place, reason));
  };
  const timer = setTimeout(closed, COMMAND_TIMEOUT);
  client.once("ready", settled.resolve).once("close", closed).on("error", failed);
  // What it rejects with is told by the events, too.
  if (client.status === "wait") client.connect().catch(() => {});
  try {
    await settled.promise;
  } finally {
    clearTimeout(timer);
    client.off("ready", settled.resolve).off("close", closed).off("error", failed);
  }
}

/** One line when the server goes and one when it is back, however often is tried in between. */
function tellOutages(client: Redis, place: string, log: Logger): void {
  let lost = false;
  let reason: unknown;
  // Without a listener the driver would write to the terminal.
  client.on("error", (error) => {
    reason = error;
  });
  client.on("reconnecting", () => {
    if (!lost) log.warn({ err: reason, redis: place }, "Redis cannot be reached; trying again until it can");
    lost = true;
  });
  client.on("ready", () => {
    if (lost) log.info({ redis: place }, "Redis is back");
    lost = false;
  });
}

async function letGo(client: Redis, deadline: AbortSignal | undefined): Promise<void> {
  if (client.status === "ready" && !deadline?.aborted) {
    const cut = Promise.withResolvers<void>();
    deadline?.addEventListener("abort", () => cut.resolve(), { once: true });
    const timer = setTimeout(cut.resolve, COMMAND_TIMEOUT);
    await Promise.race([client.quit().catch(() => {}), cut.promise]);
    clearTimeout(timer);
  }
  client.disconnect();
}
