import { AppError } from "@aegis-stack/runtime/errors";
import { queue } from "#app/core/queue.ts";
import { redis } from "#app/core/redis.ts";
import { mail } from "#app/services/mail/index.ts";
import { testMail } from "#app/services/mail/test-mail.ts";

/** A process that has just started may be too slow for the queue's time limit where a machine is busy: it tries again. */
async function waitForQueue(): Promise<void> {
  for (;;) {
    try {
      await queue.engine.now();
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "queue.unavailable") throw error;
    }
  }
}

await waitForQueue();
/** Delivers a message to each address of the command line, as a service would, and says how each is known. */
const deliveries = process.argv.slice(2).map((to) => mail.deliver(testMail(to, { sentAt: new Date(0) })));
process.stdout.write(JSON.stringify(await Promise.all(deliveries)));
await mail.close();
await queue.engine.close();
await redis.close();
