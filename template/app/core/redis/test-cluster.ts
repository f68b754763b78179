import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createClient } from "./client.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

const NODES = 3;
const SLOTS = 16_384;

export interface TestCluster {
  /** The address of the first node. */
  url: string;
  nodes: readonly TestServer[];
  /** Kills all nodes and removes their data. */
  stop(): Promise<void>;
}

export interface TestClusterOptions {
  /** More options of each server. */
  options?: readonly string[];
  password?: string;
}

/** Starts three masters without replicas, which serve the keys that they have while another one is away. */
export async function startTestCluster({
  options = [],
  password,
}: TestClusterOptions = {}): Promise<TestCluster> {
  const secret = password === undefined ? [] : ["--requirepass", password, "--masterauth", password];
  const own = ["--cluster-require-full-coverage", "no", ...secret, ...options];
  const nodes = await Promise.all(
    Array.from({ length: NODES }, () => startTestServer({ isClusterNode: true, options: own })),
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
    await Promise.all(nodes.map((node) => serving(node, password)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: nodes[0]?.url ?? "", nodes, stop };
}

/** Waits until a node knows of every slot and serves its own: `redis-cli` asks only the first one. */
async function serving({ url }: TestServer, password = ""): Promise<void> {
  const client = createClient(url.replace("//", `//:${password}@`), "consumer", "test");
  try {
    let info = "";
    while (!info.includes("cluster_state:ok") || !info.includes(`cluster_slots_ok:${SLOTS}`)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      info = await client.cluster("INFO");
    }
  } finally {
    client.disconnect();
  }
}
