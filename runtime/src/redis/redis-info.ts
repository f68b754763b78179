import { Cluster } from "ioredis";
import { combineNodes } from "./combine-nodes.ts";
import type { RedisConnections } from "./connections.ts";
import { ignoreForbidden } from "./errors.ts";
import { parseInfo, type RedisNodeInfo, readNodeInfo } from "./node-info.ts";

/** How many parts the keys of a cluster are divided into. */
const CLUSTER_SLOT_COUNT = 16_384;

/** What a Redis Cluster has beyond its nodes. */
export interface RedisClusterInfo {
  /** Nodes that store keys, including those that are away. */
  readonly masters: number;
  /** How many of them responded. */
  readonly responding: number;
  /** The share of the keys that a node serves, from 0 to 1. */
  readonly served: number;
}

/** What a Redis server, or all nodes of a cluster together, report about themselves. */
export interface RedisInfo extends RedisNodeInfo {
  /** Host, port and number of the database, without a password. */
  readonly place: string;
  /** Null for a single server. */
  readonly cluster: RedisClusterInfo | null;
}

/** Asks the server about itself. @throws AppError `redis.*` when it cannot be reached */
export async function readRedisInfo(redis: RedisConnections): Promise<RedisInfo> {
  const { place } = redis;
  return redis.run(async (client) => {
    if (client instanceof Cluster) return { ...(await readClusterInfo(client)), place };
    return { ...(await readNodeInfo(client)), place, cluster: null };
  });
}

async function readClusterInfo(client: Cluster): Promise<RedisNodeInfo & { cluster: RedisClusterInfo }> {
  const requests = client.nodes("master").map(async (node) => {
    const [info, state] = await Promise.all([readNodeInfo(node), ignoreForbidden(node.cluster("INFO"))]);
    return { info, state: state === undefined ? undefined : parseInfo(state) };
  });
  const results = await Promise.allSettled(requests);
  const responses = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const [first] = responses;
  const failure = results.find((result) => result.status === "rejected");
  if (!first) throw failure?.reason ?? new Error("Failed to refresh slots cache.");
  const served = Number(first.state?.get("cluster_slots_ok") ?? CLUSTER_SLOT_COUNT) / CLUSTER_SLOT_COUNT;
  const masters = Number(first.state?.get("cluster_size") ?? results.length);
  return {
    ...combineNodes(responses.map(({ info }) => info)),
    cluster: { masters: Math.max(masters, results.length), responding: responses.length, served },
  };
}
