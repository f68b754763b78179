import { Cluster } from "ioredis";
import { askIfPermitted } from "./ask-permitted.ts";
import { combineNodes } from "./combine-nodes.ts";
import type { RedisConnections } from "./connections.ts";
import { type NodeFacts, readNode } from "./node-facts.ts";
import { parseInfo } from "./parse-info.ts";

/** How many parts the keys of a cluster are divided into. */
const SLOTS = 16_384;

/** A Redis Cluster, as far as it is more than its nodes. */
export interface ClusterFacts {
  /** Nodes that keys are kept on, those included that are away. */
  masters: number;
  /** How many of them answered. */
  answered: number;
  /** The share of the keys that a node serves, from 0 to 1. */
  served: number;
}

/** What a Redis server tells of itself, or the nodes of a cluster together. */
export interface RedisFacts extends NodeFacts {
  /** Host, port and number of the database, without a password. */
  place: string;
  /** Null for a single server. */
  cluster: ClusterFacts | null;
}

/** Asks the server about itself. @throws AppError `redis.*` when it cannot be reached */
export async function readFacts(redis: RedisConnections): Promise<RedisFacts> {
  const { place } = redis;
  return redis.run(async (client) => {
    if (client instanceof Cluster) return { ...(await readCluster(client)), place };
    return { ...(await readNode(client)), place, cluster: null };
  });
}

async function readCluster(client: Cluster): Promise<NodeFacts & { cluster: ClusterFacts }> {
  const asked = client.nodes("master").map(async (node) => {
    const [facts, state] = await Promise.all([readNode(node), askIfPermitted(node.cluster("INFO"))]);
    return { facts, state: state === undefined ? undefined : parseInfo(state) };
  });
  const results = await Promise.allSettled(asked);
  const answered = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const [first] = answered;
  const failure = results.find((result) => result.status === "rejected");
  if (!first) throw failure?.reason ?? new Error("Failed to refresh slots cache.");
  const served = Number(first.state?.get("cluster_slots_ok") ?? SLOTS) / SLOTS;
  const masters = Number(first.state?.get("cluster_size") ?? results.length);
  return {
    ...combineNodes(answered.map(({ facts }) => facts)),
    cluster: { masters: Math.max(masters, results.length), answered: answered.length, served },
  };
}
