import { createCache } from "@aegis-stack/runtime/cache";
import { log } from "./log.ts";
import { redis } from "./redis.ts";
import { settings } from "./settings.ts";

/** The application's cache: in the memory of this process. */ // aegis:!redis
// aegis:redis
/** The application's cache: in the memory of this process and, where REDIS_URL is set, in Redis for all of them. */
export const cache = createCache({
  settings,
  log,
  redis, // aegis:redis
});
