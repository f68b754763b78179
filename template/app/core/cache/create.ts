import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { RedisConnections } from "#app/core/redis/connections.ts"; // aegis:redis
import { Cache } from "./cache.ts";
import type { MemoryLimits } from "./memory.ts";
import { RedisLevel } from "./redis/redis-level.ts"; // aegis:redis
import { noCounts } from "./stats.ts";

export interface CacheOptions {
  limits: MemoryLimits;
  log: Logger;
  // aegis:redis
  /** Where all processes share what they keep, if it is configured. */
  redis: RedisConnections; // aegis:redis
  // aegis:redis
  /** What a caller waits for it at the most, in milliseconds; 250 by default. */
  patience?: number | undefined; // aegis:redis
  /** Milliseconds since 1970. */
  now?: () => number;
  /** A word that never comes twice. */
  random?: () => string;
}

/** A cache with nothing in it. */
export function createCache(options: CacheOptions): Cache {
  const { limits, log, now = Date.now, random = word } = options;
  const counts = noCounts();
  // const second = undefined; // aegis:!redis
  // #region aegis:redis
  const { redis, patience } = options;
  const count = (what: "remoteErrors" | "corrupt") => {
    counts[what] += 1;
  };
  const second = redis.configured ? new RedisLevel({ redis, log, now, random, count, patience }) : undefined;
  // #endregion aegis:redis
  return Cache.create({ limits, second, counts, log, now, random });
}

const word = () => randomBytes(9).toString("base64url");
