import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { connectTestRedis, startTestRedisServer, type TestRedisServer } from "./test-server.ts";

const CLUSTER_NODE_COUNT = 3;
const CLUSTER_SLOT_COUNT = 16_384;

/** How long to wait between two questions to a node, in milliseconds. */
const STATE_POLL_MS = 20;

/** A Redis Cluster that a test has started. */
export interface TestRedisCluster {
  /** The address of the first node. */
  readonly url: string;
  /** The servers. */
  readonly nodes: readonly TestRedisServer[];
  /** Kills all nodes and removes their data. */
  stop(): Promise<void>;
}

/** How a test's cluster is started. */
export interface TestRedisClusterOptions {
  /** More options of each server. */
  readonly options?: readonly string[];
  /** What clients and nodes authenticate with. The default is none. */
  readonly password?: string;
}

/** Starts three masters without replicas, which serve the keys that they have while another one is away. */
export async function startTestRedisCluster({
  options = [],
  password,
}: TestRedisClusterOptions = {}): Promise<TestRedisCluster> {
  const secret = password === undefined ? [] : ["--requirepass", password, "--masterauth", password];
  const own = ["--cluster-require-full-coverage", "no", ...secret, ...options];
  const nodes = await Promise.all(
    Array.from({ length: CLUSTER_NODE_COUNT }, () =>
      startTestRedisServer({ isClusterNode: true, options: own }),
    ),
  );
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    await promisify(execFile)("redis-cli", [
      ...(password === undefined ? [] : ["-a", password]),
      ...["--cluster", "create", ...nodes.map(({ port }) => `127.0.0.1:${port}`)],
      ...["--cluster-replicas", "0", "--cluster-yes"],
    ]);
    await Promise.all(nodes.map((node) => waitUntilServing(node, password)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: nodes[0]?.url ?? "", nodes, stop };
}

/** Waits until a node knows of every slot and serves its own: `redis-cli` asks only the first one. */
async function waitUntilServing({ url }: TestRedisServer, password = ""): Promise<void> {
  const redis = connectTestRedis(url.replace("//", `//:${password}@`));
  try {
    const client = redis.createBlockingClient("state");
    let info = "";
    while (!info.includes("cluster_state:ok") || !info.includes(`cluster_slots_ok:${CLUSTER_SLOT_COUNT}`)) {
      await new Promise((resolve) => setTimeout(resolve, STATE_POLL_MS));
      info = await client.cluster("INFO");
    }
  } finally {
    await redis.close();
  }
}
