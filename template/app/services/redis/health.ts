import type { RedisFacts } from "#app/core/redis/facts.ts";
import type { Finding, HealthGroup } from "#app/services/system/health/check.ts";
import { bytes, judge, percent } from "#app/services/system/health/checks/threshold.ts";
import type { RedisService } from "./redis-service.ts";

/** A share of the memory that is too much: writes are refused soon. */
const FULL = 0.95;

/** A round trip that is too slow to be asked within a request, in milliseconds. */
const SLOW = 100;

export interface RedisHealthOptions {
  redis: Pick<RedisService, "configured" | "facts">;
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

function connection({ version, place, latency, uptime, clients, commands, keys }: RedisFacts): Finding {
  const slow = latency > SLOW;
  return {
    status: slow ? "warning" : "healthy",
    message: `Redis ${version} answers in ${latency.toFixed(1)} ms${slow ? ", too slow for a request" : ""}.`,
    metadata: { version, place, latency, uptime, clients, commands, keys },
  };
}

function memory({ memory: { used, limit } }: RedisFacts): Finding {
  if (limit === null) return { status: "healthy", message: `${bytes(used)}, no limit.`, metadata: { used } };
  const share = used / limit;
  return {
    status: judge(share, FULL),
    message: `${percent(share)} of ${bytes(limit)} is in use.`,
    metadata: { used, limit, share },
  };
}

function eviction({ memory: { policy, evicted } }: RedisFacts, keepsTasks: boolean): Finding {
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

function persistence({ persistence: { log, sound, unsaved } }: RedisFacts, keepsTasks: boolean): Finding {
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
