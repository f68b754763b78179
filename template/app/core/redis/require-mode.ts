import type { RedisConnections } from "./connections.ts";
import { clusterNode, isForbidden } from "./errors.ts";
import type { RedisClient } from "./redis-client.ts";

/**
 * Ends a start where REDIS_CLUSTER says other than what the server is. Without it on a node of a cluster some commands
 * would work and others fail, by where their keys happen to lie.
 *
 * @throws AppError `redis.cluster` or `redis.no-cluster`; `redis.*` when the server cannot be asked
 */
export async function requireMode(redis: RedisConnections): Promise<void> {
  // A client of a cluster learns the nodes when it connects, which fails on any other server.
  if (redis.cluster) return redis.open();
  if (await redis.run(isClusterNode)) throw clusterNode(redis.place);
}

/** Of the two ways to ask, a user with few rights may take one, which depends on the server's version. */
async function isClusterNode(client: RedisClient): Promise<boolean> {
  try {
    return /^cluster_enabled:1\b/m.test(await client.info("cluster"));
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
  return client.cluster("INFO").then(
    () => true,
    () => false,
  );
}
