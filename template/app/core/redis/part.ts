import { AppError } from "#app/core/errors.ts";
import type { Part } from "#app/core/lifecycle/lifecycle.ts";
import { log } from "#app/core/log.ts";
import { redis } from "./index.ts";
import { refuseCluster } from "./refuse-cluster.ts";

/**
 * Redis as a part of a process. A server that is away is no reason not to start: what needs it says so when it is
 * asked, and the rest works. A node of a cluster is one, since that does not pass.
 */
export const redisPart: Part = {
  name: "redis",
  async start() {
    if (!redis.configured) return;
    try {
      await refuseCluster(redis);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "redis.cluster") throw error;
      // A user with few rights may not ask.
      if (error.code === "redis.forbidden") return;
      log.warn({ code: error.code }, `${error.message} ${error.todo}`);
    }
  },
  stop: (deadline) => redis.close(deadline),
};
