import type { AppError } from "../errors/index.ts";
import { formatBytes, formatPercent } from "../format/index.ts";
import { type Finding, type HealthGroup, judgeShare } from "../health/index.ts";
import type { RedisInfo } from "./redis-info.ts";

/** A share of the memory from which on writes are refused soon. */
const FULL_SHARE = 0.95;

/** A round trip that is too slow for a command within a request. */
const SLOW_ROUND_TRIP_MS = 100;

/** What the health of Redis is judged by. */
export interface RedisHealthOptions {
  readonly redis: {
    readonly isConfigured: boolean;
    key(): string;
    readInfo(): Promise<RedisInfo>;
    getPrefixConflict(): AppError | undefined;
  };
  /** Whether a server must be configured. */
  readonly production: boolean;
  /** Whether tasks wait there, which would be lost with it. */
  readonly keepsTasks: boolean;
}

/**
 * Redis in the health tree. No check is critical: without it pages and most routes still answer, so taking every
 * process out of service would only make an outage whole.
 */
export function createRedisHealth({ redis, production, keepsTasks }: RedisHealthOptions): HealthGroup {
  const check = (name: string, judgeInfo: (info: RedisInfo) => Finding) => ({
    name,
    critical: false,
    check: async () => judgeInfo(await redis.readInfo()),
  });
  if (!redis.isConfigured) {
    return {
      name: "redis",
      checks: [{ name: "connection", critical: false, check: () => absent(production) }],
    };
  }
  return {
    name: "redis",
    checks: [
      check("connection", connection),
      check("memory", memory),
      check("eviction", (info) => eviction(info, keepsTasks)),
      check("persistence", (info) => persistence(info, keepsTasks)),
      { name: "prefix", critical: false, check: () => prefix(redis) },
    ],
  };
}

const absent = (production: boolean): Finding =>
  production
    ? { status: "unhealthy", message: "REDIS_URL is not set, so nothing is connected." }
    : {
        status: "info",
        message: "REDIS_URL is not set. Components that can do without Redis run embedded, for development.",
      };

function connection({ cluster, place, latency, keys, details }: RedisInfo): Finding {
  const slow = latency > SLOW_ROUND_TRIP_MS;
  const server = details ? `Redis ${details.version}` : "Redis";
  const name = cluster ? `${server}, cluster of ${cluster.masters} masters,` : server;
  const metadata: Record<string, string | number> = { place, latency };
  if (keys !== null) metadata.keys = keys;
  if (details) {
    const { version, uptime, clients, commands } = details;
    Object.assign(metadata, { version, uptime, clients, commands });
  }
  if (cluster) Object.assign(metadata, { masters: cluster.masters, responding: cluster.responding });
  if (cluster && (cluster.responding < cluster.masters || cluster.served < 1)) {
    const message = `${cluster.responding} of ${cluster.masters} masters of the cluster respond; ${formatPercent(cluster.served)} of the keys are served. Start the others, or let a replica take over.`;
    return { status: "unhealthy", message, metadata };
  }
  return {
    status: slow ? "warning" : "healthy",
    message: `${name} responds in ${latency.toFixed(1)} ms${slow ? ", too slow for a request" : ""}.`,
    metadata,
  };
}

function prefix(redis: RedisHealthOptions["redis"]): Finding {
  const trouble = redis.getPrefixConflict();
  const metadata = { prefix: redis.key() };
  return trouble
    ? { status: "warning", message: `${trouble.message} ${trouble.hint}`, metadata }
    : {
        status: "healthy",
        message: `Key prefix ${redis.key()}, which no other application uses.`,
        metadata,
      };
}

/** A fact that cannot be read is no fault of the server. */
const forbidden = (facts: string): Finding => ({
  status: "info",
  message: `The user of REDIS_URL may not run INFO, so ${facts} cannot be read. The application is not affected; permit +info to read them.`,
});

function memory({ details }: RedisInfo): Finding {
  if (!details) return forbidden("the use of memory");
  const { used, limit } = details.memory;
  if (limit === null)
    return { status: "healthy", message: `${formatBytes(used)}, no limit.`, metadata: { used } };
  const share = used / limit;
  return {
    status: judgeShare(share, FULL_SHARE),
    message: `${formatPercent(share)} of ${formatBytes(limit)} is in use.`,
    metadata: { used, limit, share },
  };
}

function eviction({ details }: RedisInfo, keepsTasks: boolean): Finding {
  if (!details) return forbidden("what happens when the memory is full");
  const { policy, evicted } = details.memory;
  const metadata = { policy, evicted };
  if (policy === "noeviction")
    return { status: "healthy", message: "No eviction when the memory is full.", metadata };
  return keepsTasks
    ? {
        status: "warning",
        message: `With ${policy} it may evict queued tasks. Set maxmemory-policy to noeviction.`,
        metadata,
      }
    : { status: "info", message: `When the memory is full, keys are evicted by ${policy}.`, metadata };
}

function persistence({ details }: RedisInfo, keepsTasks: boolean): Finding {
  if (!details) return forbidden("whether what it holds survives a restart");
  const { log, sound, unsaved } = details.persistence;
  const metadata = { log, unsaved };
  if (!sound)
    return { status: "unhealthy", message: "Redis cannot write to its disk: check its log.", metadata };
  if (log) return { status: "healthy", message: "Every write is appended to a file.", metadata };
  return keepsTasks
    ? {
        status: "warning",
        message: "Tasks of the last minutes are lost when it is killed. Set appendonly to yes.",
        metadata,
      }
    : { status: "info", message: "Snapshots only: the last minutes are lost when it is killed.", metadata };
}
