import type { Redis } from "ioredis";
import { askIfPermitted } from "./ask-permitted.ts";
import { parseInfo } from "./parse-info.ts";

/** What a server tells by INFO, which a user with few rights may not run. Sizes are bytes. */
export interface NodeDetails {
  /** Such as "7.0.15". */
  version: string;
  /** Seconds since it started. */
  uptime: number;
  clients: number;
  /** Commands a second, just now. */
  commands: number;
  memory: {
    used: number;
    /** The most that it takes; null where nothing limits it. */
    limit: number | null;
    /** What it does when that is reached: "noeviction", "allkeys-lru" … */
    policy: string;
    /** Keys that it has thrown out to make room, since it started. */
    evicted: number;
  };
  persistence: {
    /** Whether every write is appended to a file. */
    log: boolean;
    /** Whether the last writes to the disk went well. */
    sound: boolean;
    /** What has changed since the last snapshot. */
    unsaved: number;
  };
}

/** What one server tells of itself. */
export interface NodeFacts {
  /** What a command takes there and back, in milliseconds. */
  latency: number;
  /** Keys in the database that REDIS_URL names, of this application and of others; null where it may not be asked. */
  keys: number | null;
  /** Null where it may not be asked. */
  details: NodeDetails | null;
}

export async function readNode(node: Redis): Promise<NodeFacts> {
  const begin = performance.now();
  await node.ping();
  const latency = Math.round((performance.now() - begin) * 10) / 10;
  const [info, keys] = await Promise.all([askIfPermitted(node.info()), askIfPermitted(node.dbsize())]);
  return { latency, keys: keys ?? null, details: info === undefined ? null : detailsOf(info) };
}

function detailsOf(text: string): NodeDetails {
  const info = parseInfo(text);
  const number = (name: string) => Number(info.get(name) ?? 0);
  return {
    version: info.get("redis_version") ?? "unknown",
    uptime: number("uptime_in_seconds"),
    clients: number("connected_clients"),
    commands: number("instantaneous_ops_per_sec"),
    memory: {
      used: number("used_memory"),
      limit: number("maxmemory") || null,
      policy: info.get("maxmemory_policy") ?? "unknown",
      evicted: number("evicted_keys"),
    },
    persistence: {
      log: info.get("aof_enabled") === "1",
      sound:
        info.get("aof_last_write_status") !== "err" &&
        info.get("aof_last_bgrewrite_status") !== "err" &&
        info.get("rdb_last_bgsave_status") !== "err",
      unsaved: number("rdb_changes_since_last_save"),
    },
  };
}
