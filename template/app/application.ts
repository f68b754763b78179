import { defineApplication } from "@aegis-stack/runtime/application";
import { cache } from "#app/core/cache.ts";
import { database } from "#app/core/database.ts";
import { log } from "#app/core/log.ts";
import { redis } from "#app/core/redis.ts";
import { settings } from "#app/core/settings.ts";
import { ai } from "#app/services/ai/index.ts";
import { auth } from "#app/services/auth/index.ts";
import { jobs } from "#app/services/jobs/index.ts";
import { mail } from "#app/services/mail/index.ts";
import { taskOperations } from "#app/services/tasks/index.ts";

/** The application: the one list of what it is made of. A test, a route or a job gets from it what it needs. */
export const application = defineApplication({
  root: new URL("..", import.meta.url),
  settings,
  log,
  capabilities: [
    // Each brings its part of every process and its node of the health tree.
    database, // aegis:database
    redis, // aegis:redis
    jobs, // aegis:scheduler
    taskOperations, // aegis:worker
    cache, // aegis:cache
    mail, // aegis:mail
    auth, // aegis:auth
    ai, // aegis:ai
  ],
  health: [
    // The application's own nodes of the health tree, one line for each.
  ],
});
