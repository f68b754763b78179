import type { RedisConnections } from "./connections.ts";

/** What a Redis server tells of itself. Sizes are bytes. */
export interface RedisFacts {
  /** Such as "7.0.15". */
  version: string;
  /** Host, port and number of the database, without a password. */
  place: string;
  /** What a command takes there and back, in milliseconds. */
  latency: number;
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
  /** Keys in the database that REDIS_URL names, of this application and of others. */
  keys: number;
}

/** Asks the server about itself. @throws AppError `redis.*` when it cannot be reached */
export async function readFacts(redis: RedisConnections): Promise<RedisFacts> {
  return redis.run(async (client) => {
    const begin = performance.now();
    await client.ping();
    const latency = Math.round((performance.now() - begin) * 10) / 10;
    const [text, keys] = await Promise.all([client.info(), client.dbsize()]);
    const info = new Map(text.split("\r\n").map(field));
    const number = (name: string) => Number(info.get(name) ?? 0);
    return {
      version: info.get("redis_version") ?? "unknown",
      place: redis.place,
      latency,
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
      keys,
    };
  });
}

/** A line "name:value"; the value may hold colons. */
function field(line: string): [string, string] {
  const at = line.indexOf(":");
  return [line.slice(0, at), line.slice(at + 1)];
}
