import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { createRedisConnections } from "./connections.ts";
import type { RedisIdentity } from "./identity.ts";
import { createPrefixWatch } from "./prefix-watch.ts";

const url = process.env.TEST_REDIS_SERVER ?? "";
const newPrefix = () => `${process.env.REDIS_PREFIX}-${randomBytes(4).toString("hex")}`;

/** What a process of an application does, and what it logs. */
function start(prefix: string, identity: Omit<RedisIdentity, "host">) {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const redis = createRedisConnections({ url, prefix, log, name: "test" });
  const watch = createPrefixWatch({ redis, log, identity: () => ({ ...identity, host: "here" }) });
  onTestFinished(async () => {
    await watch.stop();
    await redis.close();
  });
  return { redis, watch, lines };
}

describe.skipIf(!url)("a prefix", () => {
  test.each<[string, Omit<RedisIdentity, "host">, Omit<RedisIdentity, "host">]>([
    [
      "two checkouts",
      { folder: "/a/shop", publicUrl: "http://x" },
      { folder: "/b/shop", publicUrl: "http://x" },
    ],
    ["two deployments", { publicUrl: "https://shop" }, { publicUrl: "https://staging" }],
    ["two databases", { database: "db:5432/shop" }, { database: "db:5432/test", publicUrl: "https://shop" }],
    ["development and production", { folder: "/a", database: "db/shop" }, { database: "db/test" }],
  ])("that %s share is warned of, until one of them is gone", async (_what, first, second) => {
    const prefix = newPrefix();
    const [one, other] = [start(prefix, first), start(prefix, second)];
    await one.watch.start();
    expect(one.watch.getConflict()).toBeUndefined();
    await other.watch.start();
    await other.watch.start();
    expect(other.watch.getConflict()).toMatchObject({
      code: "redis.shared-prefix",
      message: expect.stringContaining(prefix),
      hint: expect.stringContaining("REDIS_PREFIX"),
    });
    expect(other.lines).toHaveLength(1);
    await one.watch.stop();
    await other.watch.start();
    expect(other.watch.getConflict()).toBeUndefined();
  });

  test.each<[string, Omit<RedisIdentity, "host">, Omit<RedisIdentity, "host">]>([
    ["of one folder", { folder: "/a", database: "x" }, { folder: "/a", database: "y" }],
    [
      "of one address",
      { publicUrl: "https://shop", database: "a" },
      { publicUrl: "https://shop", database: "b" },
    ],
    ["of which one knows no address", { publicUrl: "https://shop", database: "a" }, { database: "a" }],
    ["that know nothing", {}, { publicUrl: "https://shop" }],
  ])("is shared by processes %s", async (_what, first, second) => {
    const prefix = newPrefix();
    const [one, other] = [start(prefix, first), start(prefix, second)];
    await one.watch.start();
    await other.watch.start();
    expect([one.lines, other.lines]).toEqual([[], []]);
  });

  test("is watched whatever another program has written, and no control character reaches the log", async () => {
    const prefix = newPrefix();
    const { redis, watch, lines } = start(prefix, { folder: "/a" });
    const key = redis.key("processes");
    const now = Date.now() - 1_000;
    await redis.run((client) =>
      client.hset(key, { one: "junk", two: "9e99 {}", three: `${now} {`, four: "1 {}" }),
    );
    await watch.start();
    expect(lines).toEqual([]);
    expect(await redis.run((client) => client.hlen(key))).toBe(2);
    await redis.run((client) =>
      client.hset(key, { five: `${now} ${JSON.stringify({ folder: "\u001b[2J" })}` }),
    );
    await watch.start();
    expect(lines.join()).toContain("\\x1b[2J");
    await redis.run((client) => client.set(key, "a text"));
    await expect(watch.start()).resolves.toBeUndefined();
  });
});
