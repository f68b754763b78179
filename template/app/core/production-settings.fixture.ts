import { authOfProduction } from "#app/core/auth/production.fixture.ts"; // aegis:auth
import { mailOfProduction } from "#app/core/mail/production.fixture.ts"; // aegis:mail
import { redisOfProduction } from "#app/core/redis/production.fixture.ts"; // aegis:redis

/** What a process must be given to start as in production, besides NODE_ENV and a database. */
export const productionSettings: Record<string, string> = {};
Object.assign(productionSettings, redisOfProduction); // aegis:redis
Object.assign(productionSettings, mailOfProduction); // aegis:mail
Object.assign(productionSettings, authOfProduction); // aegis:auth
