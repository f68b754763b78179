import { redis as connections, prefixWatch } from "#app/core/redis/index.ts";
import { RedisService } from "./redis-service.ts";

/** The Redis server of this application. */
export const redis = new RedisService(connections, prefixWatch);
