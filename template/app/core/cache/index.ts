import { log } from "#app/core/log.ts";
import { redis } from "#app/core/redis/index.ts"; // aegis:redis
import { settings } from "#app/core/settings/index.ts";
import { createCache } from "./create.ts";

/** The application's cache: in the memory of this process. */ // aegis:!redis
// aegis:redis
/** The application's cache: in the memory of this process and, where REDIS_URL is set, in Redis for all of them. */
export const cache = createCache({
  limits: { entries: settings.CACHE_ENTRIES, bytes: settings.CACHE_BYTES },
  log,
  redis, // aegis:redis
});
