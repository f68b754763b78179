import { join } from "node:path"; // aegis:worker=redis
import { DATA_DIRECTORY } from "#app/core/constants.ts"; // aegis:worker=redis
import { redis } from "#app/core/redis/index.ts"; // aegis:worker=redis
import type { Settings } from "#app/core/settings/schema.ts";
import { createEmbeddedEngine } from "./embedded/create.ts"; // aegis:worker=redis
import type { QueueEngine } from "./engine.ts";
import { createMemoryEngine } from "./memory/create.ts";
// import { createPostgresEngine } from "./postgres/create.ts"; // aegis:worker=postgres
import { createRedisEngine } from "./redis.ts"; // aegis:worker=redis

/** Where this application keeps its queues. Nothing is connected before it is used. */
export function chooseEngine(settings: Settings): QueueEngine {
  // Tests start fast, and never touch what the one who runs them has.
  if (settings.NODE_ENV === "test") return createMemoryEngine();
  // #region aegis:worker=redis
  if (redis.configured) return createRedisEngine(redis, settings.REDIS_PREFIX);
  return createEmbeddedEngine(join(DATA_DIRECTORY, "queue"));
  // #endregion aegis:worker=redis
  // const url = settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL; // aegis:worker=postgres
  // return createPostgresEngine({ url, limit: settings.DATABASE_POOL_SIZE }); // aegis:worker=postgres
}
