export type { Cache, GetOrSetOptions } from "./cache.ts";
export type {
  CacheRedis,
  CacheRedisCommands,
  CacheRedisSubscriber,
  CacheRedisTransaction,
} from "./cache-redis.ts";
export { type CacheCapability, type CacheOptions, type CacheValues, createCache } from "./create-cache.ts";
export { type CacheReport, cacheReport, hitRate } from "./report.ts";
export { cacheSettings } from "./settings.ts";
export type { SharedLevelStatus } from "./shared-level.ts";
export { type CacheCounts, type CacheStats, createCounts } from "./stats.ts";
