import type { Logger } from "pino";
import type { Capability, CapabilityParts } from "../application/index.ts";
import { AppError } from "../errors/index.ts";
import type { HealthGroup } from "../health/index.ts";
import { createRedisConnections, type RedisConnections } from "./connections.ts";
import { createRedisHealth } from "./health.ts";
import { createIdentity, type OwnIdentity } from "./identity.ts";
import { createPrefixWatch } from "./prefix-watch.ts";
import { type RedisInfo, readRedisInfo } from "./redis-info.ts";
import { verifyClusterMode } from "./verify-mode.ts";

/** The settings that Redis reads. */
export interface RedisValues {
  /** The address of the server; not set: nothing is ever connected. */
  readonly REDIS_URL?: string | undefined;
  /** Whether the server is a node of a Redis Cluster. */
  readonly REDIS_CLUSTER: boolean;
  /** The prefix of every key. */
  readonly REDIS_PREFIX: string;
  /** In production the folder does not tell applications apart. */
  readonly NODE_ENV: "development" | "test" | "production";
}

/** What the application's Redis is created from. */
export interface RedisOptions {
  /** The settings of the process. */
  readonly settings: RedisValues;
  /** Where outages and conflicts are logged. */
  readonly log: Logger;
  /** How the server lists the connections: the name of the application and the role of the process. */
  readonly name: string;
  /**
   * Whether tasks wait on the server, which would be lost with it: health then warns of a server that evicts keys or forgets
   * them when it is killed. Default: false.
   */
  readonly keepsTasks?: boolean;
  /** What tells this application from another one with the same prefix. Called when the process starts. */
  identity(): OwnIdentity;
}

/** The application's Redis. It connects when it is first used, and never where REDIS_URL is not set. */
export interface RedisServer extends RedisConnections, Capability {
  /** What the server reports about itself; simultaneous callers share one request. @throws AppError `redis.*` */
  readInfo(): Promise<RedisInfo>;
  /** `redis.shared-prefix` while another application uses the same prefix; undefined otherwise. */
  getPrefixConflict(): AppError | undefined;
  readonly capability: CapabilityParts & { readonly health: HealthGroup };
}

/**
 * Creates the application's Redis.
 *
 * A server that is away does not prevent the start: what needs it fails when it is used, and the rest works. A server of
 * the other kind than REDIS_CLUSTER says does, since that does not pass (`redis.cluster`, `redis.no-cluster`).
 */
export function createRedis(options: RedisOptions): RedisServer {
  const { settings, log, name, keepsTasks = false, identity } = options;
  const production = settings.NODE_ENV === "production";
  const connections = createRedisConnections({
    url: settings.REDIS_URL,
    cluster: settings.REDIS_CLUSTER,
    prefix: settings.REDIS_PREFIX,
    log,
    name,
  });
  const prefixWatch = createPrefixWatch({
    redis: connections,
    identity: () => createIdentity(identity(), production),
    log,
  });
  let reading: Promise<RedisInfo> | undefined;

  const server = {
    ...connections,
    readInfo(): Promise<RedisInfo> {
      reading ??= readRedisInfo(connections).finally(() => {
        reading = undefined;
      });
      return reading;
    },
    getPrefixConflict: () => prefixWatch.getConflict(),
  };
  return {
    ...server,
    capability: {
      name: "redis",
      group: "component",
      summary: "a Redis connection that survives outages",
      health: createRedisHealth({ redis: server, production, keepsTasks }),
      async start() {
        if (!connections.isConfigured) return;
        await verifyKnownMode(connections, log);
        await prefixWatch.start();
      },
      async stop(deadline) {
        if (connections.isConfigured && !deadline.aborted) await prefixWatch.stop();
        await connections.close(deadline);
      },
    },
  };
}

/** Rejects when the server is known to be of the other kind; one that does not respond is only logged. */
async function verifyKnownMode(redis: RedisConnections, log: Logger): Promise<void> {
  try {
    await verifyClusterMode(redis);
  } catch (error) {
    if (!(error instanceof AppError) || /^redis\.(cluster|no-cluster)$/.test(error.code)) throw error;
    // A user with few rights may not ask.
    if (error.code === "redis.forbidden") return;
    log.warn({ code: error.code }, `${error.message} ${error.hint}`);
  }
}
