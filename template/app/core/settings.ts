import {
  aiSettings,
  anthropicSettings,
  googleSettings,
  ollamaSettings,
  openAiCompatibleSettings,
  openAiSettings,
} from "@aegis-stack/runtime/ai";
import { ragSettings } from "@aegis-stack/runtime/ai/rag";
import { authSettings, oauthSettings } from "@aegis-stack/runtime/auth/settings";
import { cacheSettings } from "@aegis-stack/runtime/cache";
import { sqliteSettings } from "@aegis-stack/runtime/database";
// import { postgresSettings } from "@aegis-stack/runtime/database"; // aegis:database=postgres
import { httpSettings } from "@aegis-stack/runtime/http";
import { mailSettings } from "@aegis-stack/runtime/mail";
import { createRedisQueueSettings } from "@aegis-stack/runtime/queue";
import { redisSettings } from "@aegis-stack/runtime/redis";
// import { memorySchedulerSettings } from "@aegis-stack/runtime/scheduler"; // aegis:scheduler=memory
import { baseSettings, defineSettings, processSettings } from "@aegis-stack/runtime/settings";

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
  ...aiSettings, // aegis:ai
  ...openAiSettings, // aegis:ai=openai
  ...anthropicSettings, // aegis:ai=anthropic
  ...googleSettings, // aegis:ai=google
  ...ollamaSettings, // aegis:ai=ollama
  ...openAiCompatibleSettings, // aegis:ai=openai-compatible
  ...ragSettings, // aegis:ai=rag
  ...processSettings, // aegis:scheduler=database|worker
  // ...memorySchedulerSettings, // aegis:scheduler=memory
});
