import { authSettings, oauthSettings } from "@aegis-stack/runtime/auth/settings"; // aegis:auth=oauth
// import { authSettings } from "@aegis-stack/runtime/auth/settings"; // aegis:auth&!auth=oauth
import { cacheSettings } from "@aegis-stack/runtime/cache"; // aegis:cache
import { sqliteSettings } from "@aegis-stack/runtime/database"; // aegis:database=sqlite
// import { postgresSettings } from "@aegis-stack/runtime/database"; // aegis:database=postgres
import { httpSettings } from "@aegis-stack/runtime/http";
import { mailSettings } from "@aegis-stack/runtime/mail"; // aegis:mail
import { createRedisQueueSettings } from "@aegis-stack/runtime/queue"; // aegis:worker=redis
import { redisSettings } from "@aegis-stack/runtime/redis"; // aegis:redis
// import { memorySchedulerSettings } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=memory
import { baseSettings, defineSettings, processSettings } from "@aegis-stack/runtime/settings"; // aegis:scheduler=database|worker
// import { baseSettings, defineSettings } from "@aegis-stack/runtime/settings"; // aegis:!scheduler=database&!worker

/**
 * Every setting of the application; what is not listed here is not read. They are read when the first value is, never by
 * importing this file. A test compares them with `.env.example`, in this order.
 */
export const settings = defineSettings(new URL("../..", import.meta.url), {
  ...baseSettings,
  ...httpSettings,
  ...sqliteSettings, // aegis:database=sqlite
  // ...postgresSettings, // aegis:database=postgres
  ...redisSettings, // aegis:redis
  ...createRedisQueueSettings(redisSettings), // aegis:worker=redis
  ...cacheSettings, // aegis:cache
  ...mailSettings, // aegis:mail
  ...authSettings, // aegis:auth
  ...oauthSettings, // aegis:auth=oauth
  ...processSettings, // aegis:scheduler=database|worker
  // ...memorySchedulerSettings, // aegis:scheduler=memory
});
