import { createRedis } from "@aegis-stack/runtime/redis";
import { getProcessRole } from "@aegis-stack/runtime/settings";
import { APP_NAME, ROOT } from "./constants.ts";
import { database } from "./database.ts";
import { log } from "./log.ts";
import { settings } from "./settings.ts";

/** The application's Redis. It connects when it is first used, and never where REDIS_URL is not set. */
export const redis = createRedis({
  settings,
  log,
  name: `${APP_NAME}:${getProcessRole(settings)}`,
  keepsTasks: true, // aegis:worker=redis
  identity: () => ({
    folder: ROOT,
    publicUrl: settings.PUBLIC_URL, // aegis:auth
    database: database.engine.place, // aegis:database
  }),
});
