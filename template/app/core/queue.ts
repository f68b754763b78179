import { join } from "node:path";
import {
  createEmbeddedQueueEngine,
  createMemoryQueueEngine,
  // createPostgresQueueEngine, // aegis:worker=postgres
  createQueue,
  createRedisQueueEngine,
  type QueueEngine,
} from "@aegis-stack/runtime/queue";
import { DATA_DIRECTORY } from "./constants.ts";
// import { APP_NAME } from "./constants.ts"; // aegis:worker=postgres
import { database } from "./database.ts";
import { log } from "./log.ts";
import { redis } from "./redis.ts";
import { settings } from "./settings.ts";

/** The application's queues. A contract names the one that its tasks wait in. */
export const queue = createQueue({
  queues: {
    system: { description: "What the application does for itself", concurrency: 10 },
    "load-test": {
      description: "Tasks that measure the throughput of the workers",
      concurrency: 20,
      timeLimit: "1m",
    },
  },
  engine: chooseEngine(),
  database, // aegis:database
});

/** Where the tasks are stored. Nothing is connected before it is used. */
function chooseEngine(): QueueEngine {
  // Tests start fast, and never use a server of the developer's.
  if (settings.NODE_ENV === "test") return createMemoryQueueEngine();
  // #region aegis:worker=redis
  if (redis.isConfigured) return createRedisQueueEngine({ redis, prefix: settings.REDIS_PREFIX });
  return createEmbeddedQueueEngine({
    folder: join(DATA_DIRECTORY, "queue"),
    resolvePGlite: () => import.meta.resolve("@electric-sql/pglite"),
    log,
  });
  // #else
  // return createPostgresQueueEngine({
  //   url: settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL,
  //   limit: settings.DATABASE_POOL_SIZE,
  //   applicationName: APP_NAME,
  //   log,
  // });
  // #endregion
}
