import { Cluster, type ClusterOptions, type Redis } from "ioredis";
import { COMMAND_TIMEOUT, consumer, type Purpose, producer, reconnectDelay } from "./client.ts";
import { clearLastError, lastErrorOf, setLastError } from "./last-error.ts";
import { endWhenSilent } from "./watch.ts";

/** How often a producer's command is sent to another node before it fails, which takes less than half a second. */
const PRODUCER_REDIRECTIONS = 8;

/** The pause before a command is sent again whose keys are on their way to another node, in milliseconds. */
const MOVING_RETRY_MS = 50;

/** The pause before a consumer's command is sent again whose node is away, in milliseconds. */
const CONSUMER_RETRY_MS = 500;

const producerCluster: ClusterOptions = {
  maxRedirections: PRODUCER_REDIRECTIONS,
  // What failed is not sent again: it may have been done, and its caller was told that it failed.
  retryDelayOnFailover: 0,
  retryDelayOnClusterDown: 0,
  lazyConnect: true,
};

const consumerCluster: ClusterOptions = {
  maxRedirections: Number.MAX_SAFE_INTEGER,
  retryDelayOnFailover: CONSUMER_RETRY_MS,
  retryDelayOnClusterDown: CONSUMER_RETRY_MS,
};

/**
 * A client of a Redis Cluster, with the manners of one of a single server: a producer's command fails within a second, a
 * consumer's waits. Which node has a key, and where it has moved to, is the driver's business.
 *
 * @param name what the nodes list the connections as
 */
export function createClusterClient(url: string, purpose: Purpose, name: string): Cluster {
  const address = new URL(url);
  // Kept by reference: what the driver connects to anew. The node that the URL names may be the one that is away.
  const startupNodes = [
    { host: address.hostname.replace(/^\[|\]$/g, ""), port: Number(address.port || 6379) },
  ];
  const client: Cluster = new Cluster(startupNodes, {
    ...(purpose === "producer" ? producerCluster : consumerCluster),
    clusterRetryStrategy: (attempt) => reconnectDelay(attempt, lastErrorOf(client)),
    retryDelayOnTryAgain: MOVING_RETRY_MS,
    slotsRefreshTimeout: COMMAND_TIMEOUT,
    slotsRefreshInterval: 0,
    // A node that does not serve all keys says so to each command: more than that the cluster is not ready.
    enableReadyCheck: false,
    // Left to the connection, so that a certificate is compared with the name, and all addresses of a name are tried.
    dnsLookup: (host, found) => found(null, host),
    redisOptions: {
      ...(purpose === "producer" ? producer : consumer),
      ...(address.username && { username: decodeURIComponent(address.username) }),
      ...(address.password && { password: decodeURIComponent(address.password) }),
      ...(address.protocol === "rediss:" && { tls: {} }),
      connectionName: name,
    },
  });
  rememberErrors(client);
  const [named] = startupNodes;
  client.on("refresh", () => {
    const known = client.nodes("master").flatMap(({ options: { host, port } }) => {
      return host === undefined || port === undefined ? [] : { host, port };
    });
    startupNodes.splice(0, startupNodes.length, ...(named ? [named] : []), ...known);
  });
  if (purpose === "producer") {
    client.on("+node", (node: Redis) => endWhenSilent(node, COMMAND_TIMEOUT));
    refuseWhileAway(client);
  }
  return client;
}

/** The driver's own switch would also refuse what comes while one node is being connected to. */
function refuseWhileAway(client: Cluster): void {
  const { sendCommand } = client;
  client.sendCommand = (command, stream, node) => {
    if (client.status === "ready" || client.status === "wait" || command.name === "cluster")
      return sendCommand.call(client, command, stream, node);
    command.reject(new Error("Stream isn't writeable: the cluster has no connection."));
    return command.promise;
  };
}

function rememberErrors(client: Cluster): void {
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
