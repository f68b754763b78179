import { AppError } from "#app/core/errors.ts";
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log } from "#app/core/log.ts";
import { redis } from "./index.ts";

/**
 * Redis as a part of a process. A server that is away is no reason not to start: what needs it says so when it is
 * asked, and the rest works.
 */
export const redisPart: Part = {
  name: "redis",
  async start() {
    if (!redis.configured) return;
    try {
      await redis.open();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.warn({ code: error.code }, `${error.message} ${error.todo}`);
    }
  },
  stop: (deadline) => redis.close(deadline),
};
