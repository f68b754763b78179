import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { Capability, CapabilityParts } from "../application/index.ts";
import type { CommandEntry } from "../commands/index.ts";
import type { HealthGroup } from "../health/index.ts";
import { type Cache, createCacheView } from "./cache.ts";
import type { CacheRedis } from "./cache-redis.ts";
import { createCacheHealth } from "./health.ts";
import { RedisLevel } from "./redis-level.ts";
import { createCounts } from "./stats.ts";
import { TieredStore } from "./tiered-store.ts";

/** The settings that the cache reads. */
export interface CacheValues {
  /** Values that one process keeps in memory at most. */
  readonly CACHE_ENTRIES: number;
  /** Bytes that they may use together. */
  readonly CACHE_BYTES: number;
}

/** What a cache is created from. */
export interface CacheOptions {
  /** The settings of the process. */
  readonly settings: CacheValues;
  /** Where failures to compute a value are logged. */
  readonly log: Logger;
  /** Where all processes share what they store. Without it, or where it is not configured, each has its memory alone. */
  readonly redis?: CacheRedis;
  /** How long a caller waits for Redis at most, in milliseconds. The default is 250. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Returns a word that never repeats. */
  readonly random?: () => string;
}

/** The application's cache with what the runtime needs of it. */
export interface CacheCapability extends Cache, Capability {
  readonly capability: CapabilityParts & {
    readonly health: HealthGroup;
    readonly overseer: { readonly cache: Cache };
  };
}

/** Creates an empty cache. */
export function createCache(options: CacheOptions): CacheCapability {
  const { settings, log, redis, timeoutMs, now = Date.now, random = createWord } = options;
  const counts = createCounts();
  const count = (what: "remoteErrors" | "corrupt") => {
    counts[what] += 1;
  };
  const sharedLevel = redis?.isConfigured
    ? new RedisLevel({ redis, log, now, random, count, timeoutMs })
    : undefined;
  const limits = { entries: settings.CACHE_ENTRIES, bytes: settings.CACHE_BYTES };
  const cache = createCacheView(new TieredStore({ limits, sharedLevel, counts, log, now, random }));
  return {
    ...cache,
    capability: {
      name: "cache",
      group: "component",
      summary: "values that are costly to compute, stored for a while",
      health: createCacheHealth({ cache }),
      commands: redis ? [createCommandEntry(cache, redis.isConfigured)] : [],
      routes: async () => (await import("./routes.ts")).createCacheRoutes(cache),
      overseer: { cache },
    },
  };
}

/** Without a Redis component there is nothing that a command could reach. */
const createCommandEntry = (cache: Cache, isShared: boolean): CommandEntry => ({
  name: "cache",
  group: "ops",
  summary: "Clear the cache",
  load: async ({ name }) => (await import("./command.ts")).createCacheCommand({ cache, isShared, name }),
});

const createWord = () => randomBytes(9).toString("base64url");
