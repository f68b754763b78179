import { ALL_ROLES, isProduction, type Setting } from "../settings/index.ts";

/**
 * The settings of queues on Redis, which an application spreads behind those of Redis: in production REDIS_URL must be set.
 * Without it tasks are kept in an embedded database, which serves one process and is slow: it is for a laptop.
 *
 * @param redis the settings of Redis
 */
export const createRedisQueueSettings = (redis: { readonly REDIS_URL: Setting<string | undefined> }) => ({
  REDIS_URL: redis.REDIS_URL.required({
    in: ALL_ROLES,
    when: isProduction,
    because:
      "in production; without it tasks are kept in an embedded database, which serves one process only",
  }),
});
