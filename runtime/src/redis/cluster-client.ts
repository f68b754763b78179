import { Cluster, type ClusterOptions, type Redis } from "ioredis";
import { closeWhenSilent, rejectWhileDisconnected } from "./ioredis-patches.ts";
import { type ConnectionMode, clearLastError, getLastError, setLastError } from "./redis-client.ts";
import { COMMAND_TIMEOUT_MS, getModeOptions, getReconnectDelay } from "./single-client.ts";

/** How often a fail-fast command is sent to another node before it fails, which takes less than half a second. */
const MAX_FAIL_FAST_REDIRECTIONS = 8;

/** The pause before a command is sent again whose keys are moving to another node, in milliseconds. */
const MOVING_RETRY_MS = 50;

/** The pause before a command of a blocking client is sent again whose node is away, in milliseconds. */
const BLOCKING_RETRY_MS = 500;

const failFastOptions: ClusterOptions = {
  maxRedirections: MAX_FAIL_FAST_REDIRECTIONS,
  // A failed command is not sent again: it may have been done, and its caller has received the error.
  retryDelayOnFailover: 0,
  retryDelayOnClusterDown: 0,
  lazyConnect: true,
};

const blockingOptions: ClusterOptions = {
  maxRedirections: Number.MAX_SAFE_INTEGER,
  retryDelayOnFailover: BLOCKING_RETRY_MS,
  retryDelayOnClusterDown: BLOCKING_RETRY_MS,
};

/**
 * Creates a client of a Redis Cluster that behaves like one of a single server: a fail-fast command fails within a second,
 * a blocking one waits. The driver knows which node has a key and follows it when it moves.
 *
 * @param name how the nodes list the connections
 */
export function createClusterClient(url: string, mode: ConnectionMode, name: string): Cluster {
  const address = new URL(url);
  // The driver keeps the reference and reconnects to these. The node that the URL names may be the one that is away.
  const startupNodes = [
    { host: address.hostname.replace(/^\[|\]$/g, ""), port: Number(address.port || 6379) },
  ];
  const client: Cluster = new Cluster(startupNodes, {
    ...(mode === "fail-fast" ? failFastOptions : blockingOptions),
    clusterRetryStrategy: (attempt) => getReconnectDelay(attempt, getLastError(client)),
    retryDelayOnTryAgain: MOVING_RETRY_MS,
    slotsRefreshTimeout: COMMAND_TIMEOUT_MS,
    slotsRefreshInterval: 0,
    // A node that does not serve all keys reports that for each command, so the cluster need not be checked as a whole.
    enableReadyCheck: false,
    // Left to the connection, so that a certificate is compared with the name, and all addresses of a name are tried.
    dnsLookup: (host, found) => found(null, host),
    redisOptions: {
      ...getModeOptions(mode),
      ...(address.username && { username: decodeURIComponent(address.username) }),
      ...(address.password && { password: decodeURIComponent(address.password) }),
      ...(address.protocol === "rediss:" && { tls: {} }),
      connectionName: name,
    },
  });
  recordErrors(client);
  const [named] = startupNodes;
  client.on("refresh", () => {
    const known = client.nodes("master").flatMap(({ options: { host, port } }) => {
      return host === undefined || port === undefined ? [] : { host, port };
    });
    startupNodes.splice(0, startupNodes.length, ...(named ? [named] : []), ...known);
  });
  if (mode === "fail-fast") {
    client.on("+node", (node: Redis) => closeWhenSilent(node, COMMAND_TIMEOUT_MS));
    rejectWhileDisconnected(client);
  }
  return client;
}

function recordErrors(client: Cluster): void {
  client.on("error", (error: Error) => {
    // "All nodes failed" says less than why the last of them did.
    const cause = "lastNodeError" in error ? error.lastNodeError : undefined;
    setLastError(client, cause ?? error);
  });
  client.on("node error", (error: unknown) => {
    if (client.status !== "ready") setLastError(client, error);
  });
  client.on("ready", () => clearLastError(client));
}
