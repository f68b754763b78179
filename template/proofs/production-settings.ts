import { authOfProduction } from "./production-auth.ts";
import { mailOfProduction } from "./production-mail.ts";
import { redisOfProduction } from "./production-redis.ts";

/** What a process must be given to start as in production, besides NODE_ENV and a database. */
export const productionSettings: Record<string, string> = {};
Object.assign(productionSettings, redisOfProduction); // aegis:redis
Object.assign(productionSettings, mailOfProduction); // aegis:mail
Object.assign(productionSettings, authOfProduction); // aegis:auth
