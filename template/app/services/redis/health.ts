import type { RedisFacts } from "#app/core/redis/facts.ts";
import type { Finding, HealthGroup } from "#app/services/system/health/check.ts";
import { bytes, judge, percent } from "#app/services/system/health/checks/threshold.ts";
import type { RedisService } from "./redis-service.ts";

/** A share of the memory that is too much: writes are refused soon. */
const FULL = 0.95;

/** A round trip that is too slow to be asked within a request, in milliseconds. */
const SLOW = 100;

export interface RedisHealthOptions {
  redis: Pick<RedisService, "configured" | "facts" | "prefix" | "prefixTrouble">;
  production: boolean;
  /** Whether tasks wait there that nobody could bring back. */
  keepsTasks: boolean;
}

/**
 * Redis in the health tree. No check is critical: without it pages and most routes still answer, so taking every
 * process out of service would only make an outage whole.
 */
export function redisHealth({ redis, production, keepsTasks }: RedisHealthOptions): HealthGroup {
  const check = (name: string, judgeFacts: (facts: RedisFacts) => Finding) => ({
    name,
    critical: false,
    check: async () => judgeFacts(await redis.facts()),
  });
  if (!redis.configured) {
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
      check("eviction", (facts) => eviction(facts, keepsTasks)),
      check("persistence", (facts) => persistence(facts, keepsTasks)),
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

function connection({ cluster, place, latency, keys, details }: RedisFacts): Finding {
  const slow = latency > SLOW;
  const server = details ? `Redis ${details.version}` : "Redis";
  const name = cluster ? `${server}, cluster of ${cluster.masters} masters,` : server;
  const metadata: NonNullable<Finding["metadata"]> = { place, latency };
  if (keys !== null) metadata.keys = keys;
  if (details) {
    const { version, uptime, clients, commands } = details;
    Object.assign(metadata, { version, uptime, clients, commands });
  }
  if (cluster) Object.assign(metadata, { masters: cluster.masters, answered: cluster.answered });
  if (cluster && (cluster.answered < cluster.masters || cluster.served < 1)) {
    const message = `${cluster.answered} of ${cluster.masters} masters of the cluster answer; ${percent(cluster.served)} of the keys are served. Start the others, or let a replica take over.`;
    return { status: "unhealthy", message, metadata };
  }
  return {
    status: slow ? "warning" : "healthy",
    message: `${name} answers in ${latency.toFixed(1)} ms${slow ? ", too slow for a request" : ""}.`,
    metadata,
  };
}

function prefix(redis: RedisHealthOptions["redis"]): Finding {
  const trouble = redis.prefixTrouble();
  const metadata = { prefix: redis.prefix };
  return trouble
    ? { status: "warning", message: `${trouble.message} ${trouble.todo}`, metadata }
    : {
        status: "healthy",
        message: `Keys begin with ${redis.prefix}, which no other application is seen to use.`,
        metadata,
      };
}

/** What nobody knows is no fault of the server's. */
const forbidden = (facts: string): Finding => ({
  status: "info",
  message: `The user of REDIS_URL may not run INFO, so ${facts} cannot be read. All that the application needs works; permit +info to see it.`,
});

function memory({ details }: RedisFacts): Finding {
  if (!details) return forbidden("the use of memory");
  const { used, limit } = details.memory;
  if (limit === null) return { status: "healthy", message: `${bytes(used)}, no limit.`, metadata: { used } };
  const share = used / limit;
  return {
    status: judge(share, FULL),
    message: `${percent(share)} of ${bytes(limit)} is in use.`,
    metadata: { used, limit, share },
  };
}

function eviction({ details }: RedisFacts, keepsTasks: boolean): Finding {
  if (!details) return forbidden("what happens when the memory is full");
  const { policy, evicted } = details.memory;
  const metadata = { policy, evicted };
  if (policy === "noeviction")
    return { status: "healthy", message: "Nothing is thrown out when the memory is full.", metadata };
  return keepsTasks
    ? {
        status: "warning",
        message: `With ${policy} it may throw queued tasks out. Set maxmemory-policy to noeviction.`,
        metadata,
      }
    : { status: "info", message: `When the memory is full, keys go by ${policy}.`, metadata };
}

function persistence({ details }: RedisFacts, keepsTasks: boolean): Finding {
  if (!details) return forbidden("whether what it holds survives a restart");
  const { log, sound, unsaved } = details.persistence;
  const metadata = { log, unsaved };
  if (!sound)
    return { status: "unhealthy", message: "It cannot write to its disk: look at its log.", metadata };
  if (log) return { status: "healthy", message: "Every write is appended to a file.", metadata };
  return keepsTasks
    ? {
        status: "warning",
        message: "Tasks of the last minutes are lost when it is killed. Set appendonly to yes.",
        metadata,
      }
    : { status: "info", message: "Snapshots only: the last minutes are lost when it is killed.", metadata };
}
