import type { Redis } from "ioredis";
import { ignoreForbidden } from "./errors.ts";

/** What a server reports by INFO, which a user with few rights may not run. Sizes are bytes. */
export interface RedisNodeDetails {
  /** Such as "7.0.15". */
  readonly version: string;
  /** Seconds since it started. */
  readonly uptime: number;
  /** Connections to it. */
  readonly clients: number;
  /** Commands per second at the moment. */
  readonly commands: number;
  /** Its memory. */
  readonly memory: {
    /** Bytes in use. */
    readonly used: number;
    /** The most that it takes; null where nothing limits it. */
    readonly limit: number | null;
    /** What it does when that is reached: "noeviction", "allkeys-lru" … */
    readonly policy: string;
    /** Keys that it has evicted since it started. */
    readonly evicted: number;
  };
  /** What survives a restart. */
  readonly persistence: {
    /** Whether every write is appended to a file. */
    readonly log: boolean;
    /** Whether the last writes to the disk succeeded. */
    readonly sound: boolean;
    /** Changes since the last snapshot. */
    readonly unsaved: number;
  };
}

/** What one server reports about itself. */
export interface RedisNodeInfo {
  /** The round trip of a command, in milliseconds. */
  readonly latency: number;
  /** Keys in the database that REDIS_URL names, of this application and of others; null where DBSIZE is forbidden. */
  readonly keys: number | null;
  /** Null where INFO is forbidden. */
  readonly details: RedisNodeDetails | null;
}

/** Asks one server about itself. @throws what the driver throws when it does not respond */
export async function readNodeInfo(node: Redis): Promise<RedisNodeInfo> {
  const begin = performance.now();
  await node.ping();
  const latency = Math.round((performance.now() - begin) * 10) / 10;
  const [info, keys] = await Promise.all([ignoreForbidden(node.info()), ignoreForbidden(node.dbsize())]);
  return { latency, keys: keys ?? null, details: info === undefined ? null : readDetails(info) };
}

/** What INFO and CLUSTER INFO return, by name. A line is "name:value", and the value may contain colons. */
export function parseInfo(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("\r\n").map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function readDetails(text: string): RedisNodeDetails {
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
