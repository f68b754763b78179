import { AppError } from "@aegis-stack/runtime/errors";
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log } from "#app/core/log.ts";
import { prefixWatch, redis } from "./index.ts";
import { requireMode } from "./require-mode.ts";

/**
 * Redis as a part of a process. A server that is away is no reason not to start: what needs it says so when it is
 * asked, and the rest works. A server of the other kind than REDIS_CLUSTER says is one, since that does not pass.
 */
export const redisPart: Part = {
  name: "redis",
  async start() {
    if (!redis.configured) return;
    await requireKnownMode();
    await prefixWatch.start();
  },
  async stop(deadline) {
    if (redis.configured && !deadline.aborted) await prefixWatch.stop();
    await redis.close(deadline);
  },
};

async function requireKnownMode(): Promise<void> {
  try {
    await requireMode(redis);
  } catch (error) {
    if (!(error instanceof AppError) || /^redis\.(cluster|no-cluster)$/.test(error.code)) throw error;
    // A user with few rights may not ask.
    if (error.code === "redis.forbidden") return;
    log.warn({ code: error.code }, `${error.message} ${error.todo}`);
  }
}
