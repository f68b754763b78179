import type { RedisConnections } from "./connections.ts";
import { createClusterNodeError, isForbiddenError } from "./errors.ts";
import type { RedisClient } from "./redis-client.ts";

/**
 * Verifies that the server is what REDIS_CLUSTER says. Without the setting, on a node of a cluster some commands would work
 * and others fail, depending on where their keys lie.
 *
 * @throws AppError `redis.cluster` or `redis.no-cluster`; `redis.*` when the server cannot be asked
 */
export async function verifyClusterMode(redis: RedisConnections): Promise<void> {
  // A client of a cluster learns the nodes when it connects, which fails on any other server.
  if (redis.isCluster) return redis.connect();
  if (await redis.run(isClusterNode)) throw createClusterNodeError(redis.place);
}

/** There are two ways to ask; a user with few rights may use one of them, depending on the server's version. */
async function isClusterNode(client: RedisClient): Promise<boolean> {
  try {
    return /^cluster_enabled:1\b/m.test(await client.info("cluster"));
  } catch (error) {
    if (!isForbiddenError(error)) throw error;
  }
  return client.cluster("INFO").then(
    () => true,
    () => false,
  );
}
