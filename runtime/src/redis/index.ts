export {
  createRedisConnections,
  type RedisConnectionOptions,
  type RedisConnections,
} from "./connections.ts";
export { createRedis, type RedisOptions, type RedisServer, type RedisValues } from "./create-redis.ts";
export type { OwnIdentity } from "./identity.ts";
export type { RedisNodeDetails, RedisNodeInfo } from "./node-info.ts";
export type { RedisClient } from "./redis-client.ts";
export type { RedisClusterInfo, RedisInfo } from "./redis-info.ts";
export { redisSettings } from "./settings.ts";
