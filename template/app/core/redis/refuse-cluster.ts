import type { RedisConnections } from "./connections.ts";
import { clusterNode } from "./errors.ts";

/**
 * Ends a start on a node of a cluster: some commands would work there and others fail, by where their keys happen to lie.
 *
 * @throws AppError `redis.cluster`; `redis.*` when the server cannot be asked
 */
export async function refuseCluster(redis: RedisConnections): Promise<void> {
  const info = await redis.run((client) => client.info("cluster"));
  if (/^cluster_enabled:1\b/m.test(info)) throw clusterNode(redis.place);
}
