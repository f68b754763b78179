import { join } from "node:path"; // aegis:worker=redis
import {
  createEmbeddedQueueEngine, // aegis:worker=redis
  createMemoryQueueEngine,
  // createPostgresQueueEngine, // aegis:worker=postgres
  createQueue,
  createRedisQueueEngine, // aegis:worker=redis
  type QueueEngine,
} from "@aegis-stack/runtime/queue";
import { DATA_DIRECTORY } from "./constants.ts"; // aegis:worker=redis
// import { APP_NAME } from "./constants.ts"; // aegis:worker=postgres
import { database } from "./database.ts"; // aegis:database
import { log } from "./log.ts";
import { redis } from "./redis.ts"; // aegis:worker=redis
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
  // #endregion aegis:worker=redis
  // return createPostgresQueueEngine({ // aegis:worker=postgres
  //   url: settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL, // aegis:worker=postgres
  //   limit: settings.DATABASE_POOL_SIZE, // aegis:worker=postgres
  //   applicationName: APP_NAME, // aegis:worker=postgres
  //   log, // aegis:worker=postgres
  // }); // aegis:worker=postgres
}
