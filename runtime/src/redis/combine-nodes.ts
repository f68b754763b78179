import type { RedisNodeDetails, RedisNodeInfo } from "./node-info.ts";

/** Combines the nodes of a cluster: sums of what they store and do, and the worst of what can be wrong with one of them. */
export function combineNodes(nodes: readonly RedisNodeInfo[]): RedisNodeInfo {
  const details = nodes.flatMap((node) => node.details ?? []);
  return {
    latency: Math.max(...nodes.map(({ latency }) => latency)),
    keys: nodes.reduce<number | null>(
      (sum, { keys }) => (sum === null || keys === null ? null : sum + keys),
      0,
    ),
    details: details.length === nodes.length ? combineDetails(details) : null,
  };
}

function combineDetails(all: readonly RedisNodeDetails[]): RedisNodeDetails | null {
  const [fullest] = all.map(({ memory }) => memory).toSorted((one, other) => fullness(other) - fullness(one));
  if (!fullest) return null;
  const policies = new Set(all.map(({ memory }) => memory.policy));
  return {
    version: [...new Set(all.map(({ version }) => version))].toSorted().join(", "),
    uptime: Math.min(...all.map(({ uptime }) => uptime)),
    clients: Math.max(...all.map(({ clients }) => clients)),
    commands: sum(all.map(({ commands }) => commands)),
    memory: {
      used: fullest.used,
      limit: fullest.limit,
      policy: [...policies].find((policy) => policy !== "noeviction") ?? "noeviction",
      evicted: sum(all.map(({ memory }) => memory.evicted)),
    },
    persistence: {
      log: all.every(({ persistence }) => persistence.log),
      sound: all.every(({ persistence }) => persistence.sound),
      unsaved: sum(all.map(({ persistence }) => persistence.unsaved)),
    },
  };
}

/** Comparable among nodes: one without a limit is never as full as one with. */
const fullness = ({ used, limit }: RedisNodeDetails["memory"]): number =>
  limit === null ? used / Number.MAX_SAFE_INTEGER : used / limit;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
