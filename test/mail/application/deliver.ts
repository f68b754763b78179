import { queue } from "#app/core/queue/index.ts";
import { redis } from "#app/core/redis/index.ts";
import { mail } from "#app/services/mail/index.ts";
import { testMail } from "#app/services/mail/test-mail.ts";

/** Delivers a message to each address of the command line, as a service would, and says how each is known. */
const deliveries = process.argv.slice(2).map((to) => mail.deliver(testMail(to, { sentAt: new Date(0) })));
process.stdout.write(JSON.stringify(await Promise.all(deliveries)));
await mail.close();
await queue.close();
await redis.close();
