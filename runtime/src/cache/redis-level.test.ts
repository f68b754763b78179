import { randomBytes } from "node:crypto";
import { Cluster } from "ioredis";
import { pino } from "pino";
import { afterAll, describe, expect, test as onServer, onTestFinished, test, vi } from "vitest";
import { createRedisConnections } from "../redis/index.ts";
import { canStartRedis, startTestRedisCluster, startTestRedisServer } from "../testing/redis/index.ts";
import { createCache } from "./create-cache.ts";
import { held } from "./held.fixture.ts";

const MINUTE_MS = 60_000;
const POLL_OPTIONS = { timeout: 60_000, interval: 20 };
const log = pino({ level: "silent" });
const server = process.env.TEST_REDIS_SERVER ?? "";

const cluster = canStartRedis() ? await startTestRedisCluster() : undefined;
afterAll(() => cluster?.stop());

/** Caches as two processes have them: nothing in common but the server. */
function processes(url = server, now?: () => number) {
  const prefix = `${process.env.REDIS_PREFIX}-${randomBytes(4).toString("hex")}`;
  const connect = () => {
    const redis = createRedisConnections({ url, cluster: url === cluster?.url, prefix, log, name: "test" });
    onTestFinished(() => redis.close());
    // A server that is there may be as slow as the machine is busy; only outages are given up.
    const timeoutMs = url === server || url === cluster?.url ? 60_000 : undefined;
    const settings = { CACHE_ENTRIES: 1_000, CACHE_BYTES: 10_000_000 };
    const cache = createCache({ settings, log, redis, timeoutMs, ...(now && { now }) });
    return { redis, cache };
  };
  return [connect(), connect()] as const;
}

describe.each([
  { on: "a server", url: server },
  { on: "a cluster", url: cluster?.url ?? "" },
])("two processes on $on", ({ url }) => {
  const test = onServer.skipIf(!url);

  test("share what one of them has made", async () => {
    const [one, other] = processes(url);
    const value = { at: new Date(0), nothing: undefined };
    await one.cache.getOrSet("key", MINUTE_MS, () => value, { tags: ["t"] });
    const made = vi.fn();
    expect(await other.cache.getOrSet("key", MINUTE_MS, made, { tags: ["t"] })).toEqual(value);
    expect(made).not.toHaveBeenCalled();
    expect(other.cache.stats()).toMatchObject({ remoteHits: 1, misses: 0, remote: { reachable: true } });
  });

  test("make it once, however many ask both of them at once", async () => {
    const [one, other] = processes(url);
    let calls = 0;
    const asked = Array.from({ length: 100 }, (_, index) =>
      (index % 2 ? one : other).cache.getOrSet("key", MINUTE_MS, async () => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
        return calls;
      }),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set([1]));
    expect(calls).toBe(1);
  });

  test("do not wait for one that could not make it", async () => {
    const [one, other] = processes(url);
    const reading = Promise.withResolvers<never>();
    const begun = Promise.withResolvers<void>();
    const failing = one.cache.getOrSet("key", MINUTE_MS, () => {
      begun.resolve();
      return reading.promise;
    });
    await begun.promise;
    const waiting = other.cache.getOrSet("key", MINUTE_MS, () => "made");
    const failed = expect(failing).rejects.toThrow("away");
    reading.reject(new Error("away"));
    await failed;
    expect(await waiting).toBe("made");
  });

  test.each(["key", "tag", "namespace", "everything"])(
    "hear of it when one invalidates: %s",
    async (what) => {
      const [one, other] = processes(url);
      let data = "old";
      const read = ({ cache }: typeof one) =>
        cache.namespace("n").getOrSet("key", MINUTE_MS, () => data, { tags: ["t"] });
      await read(one);
      await read(other);
      data = "new";
      const { cache } = one;
      const invalidate = {
        key: () => cache.namespace("n").invalidate("key"),
        tag: () => cache.invalidateTag("t"),
        namespace: () => cache.namespace("n").clear(),
        everything: () => cache.clear(),
      }[what];
      expect(await invalidate?.()).toBe(true);
      expect(await read(one)).toBe("new");
      await vi.waitFor(async () => expect(await read(other)).toBe("new"), POLL_OPTIONS);
    },
  );

  test.each(["key", "tag"])("do not keep what one makes while the other invalidates its %s", async (what) => {
    const [one, other] = processes(url);
    let data = "old";
    const { make, begun, release } = held(() => data);
    const slow = one.cache.getOrSet("key", MINUTE_MS, make, { tags: ["t"] });
    await begun;
    data = "new";
    await (what === "key" ? other.cache.invalidate("key") : other.cache.invalidateTag("t"));
    release();
    expect(await slow).toBe("old");
    const read = ({ cache }: typeof one) => cache.getOrSet("key", MINUTE_MS, () => data, { tags: ["t"] });
    expect(await read(other)).toBe("new");
    await vi.waitFor(async () => expect(await read(one)).toBe("new"), POLL_OPTIONS);
  });

  test.each(["{not what was written", "", "\u0000\u0001", "x".repeat(100_000)])(
    "make anew what is no value of theirs: %j",
    async (bytes) => {
      const [one, other] = processes(url);
      await one.cache.getOrSet("key", MINUTE_MS, () => "good");
      const name = one.redis.groupKey("cache", "entry", "|key");
      expect(await one.redis.run((client) => client.exists(name))).toBe(1);
      await one.redis.run((client) => client.set(name, bytes));
      expect(await other.cache.getOrSet("key", MINUTE_MS, () => "made anew")).toBe("made anew");
      expect(other.cache.stats().corrupt).toBeGreaterThan(0);
      expect(other.cache.stats().remoteErrors).toBe(0);
    },
  );

  test("lose what was kept, and nothing else, when the server forgets everything", async () => {
    const [one, other] = processes(url);
    const read = ({ cache }: typeof one, value: string) =>
      cache.getOrSet("key", MINUTE_MS, () => value, { tags: ["t"] });
    await read(one, "old");
    const pattern = one.redis.groupKey("cache", "*");
    await one.redis.run(async (client) => {
      for (const node of client instanceof Cluster ? client.nodes() : [client]) {
        const keys = await node.keys(pattern);
        if (keys.length > 0) await node.unlink(...keys);
      }
    });
    expect(await read(other, "new")).toBe("new");
  });
});

describe.skipIf(!canStartRedis())("a server that permits no channel", () => {
  test("is found out by a probe, and values are shared by it no less", async () => {
    const own = await startTestRedisServer({
      options: ["--user", "app", "on", ">word", "~*", "resetchannels", "+@all", "-@admin", "-@dangerous"],
    });
    onTestFinished(() => own.stop());
    const [one, other] = processes(own.url.replace("//", "//app:word@"));
    await one.cache.getOrSet("key", MINUTE_MS, () => "value");
    expect(await other.cache.getOrSet("key", MINUTE_MS, () => "another")).toBe("value");
    await one.cache.probe();
    const trouble = expect.stringContaining("does not permit");
    expect(one.cache.stats().remote).toMatchObject({ trouble });
    await vi.waitFor(
      () => expect(one.cache.stats().remote).toMatchObject({ listening: false }),
      POLL_OPTIONS,
    );
    expect(await one.cache.invalidate("key")).toBe(false);
    expect(one.cache.stats().remote).toMatchObject({ pending: 1, trouble });
  });
});

describe.skipIf(!canStartRedis())("an outage", () => {
  const start = async (port?: number) => {
    const own = await startTestRedisServer(port === undefined ? {} : { port });
    onTestFinished(() => own.stop());
    return own;
  };

  test.each(["kill", "freeze"] as const)(
    "by %s fails no call, and one call in two seconds asks the server",
    async (how) => {
      const own = await start();
      let time = Date.now();
      const [{ cache, redis }] = processes(own.url, () => time);
      const asked = vi.spyOn(redis, "run");
      await cache.getOrSet("before", MINUTE_MS, () => "kept");
      await vi.waitFor(() => expect(cache.stats().remote).toMatchObject({ listening: true }), POLL_OPTIONS);
      await cache.getOrSet("before", MINUTE_MS, () => "kept");
      await own[how]();
      const call = async (index: number) => {
        expect(await cache.getOrSet(`key-${index}`, MINUTE_MS, () => index)).toBe(index);
        expect(await cache.getOrSet("before", MINUTE_MS, () => "made anew")).toBe("kept");
      };
      await call(0);
      expect(cache.stats().remote).toMatchObject({ reachable: false });
      asked.mockClear();
      for (let index = 1; index < 100; index++) await call(index);
      expect(asked).not.toHaveBeenCalled();
      time += 2_000;
      for (let index = 100; index < 200; index++) await call(index);
      expect(asked).toHaveBeenCalledOnce();
      expect(cache.stats().remote).toMatchObject({ reachable: false });
      if (how === "freeze") own.thaw();
    },
  );

  test("does not bring back what was invalidated during it", async () => {
    const own = await start();
    const [one, other] = processes(own.url);
    const read = ({ cache }: typeof one, value: string) => cache.getOrSet("key", MINUTE_MS, () => value);
    await read(one, "old");
    await read(other, "old");
    own.freeze();
    expect(await one.cache.invalidate("key")).toBe(false);
    expect(one.cache.stats().remote).toMatchObject({ reachable: false, pending: 1 });
    expect(await read(one, "new")).toBe("new");
    own.thaw();
    await vi.waitFor(async () => {
      await one.cache.getOrSet("another", 1, () => 1);
      expect(one.cache.stats().remote).toMatchObject({ reachable: true, pending: 0 });
    }, POLL_OPTIONS);
    await vi.waitFor(async () => expect(await read(other, "new")).toBe("new"), POLL_OPTIONS);
  });

  test("after which invalidations are heard again, and those that were missed count", async () => {
    const own = await start();
    const [one, other] = processes(own.url);
    const read = ({ cache }: typeof one, value: string) => cache.getOrSet("key", MINUTE_MS, () => value);
    await read(one, "old");
    await read(other, "old");
    await own.kill();
    await start(own.port);
    // Nothing is left on the server, and memory is not trusted after a connection was lost.
    await vi.waitFor(async () => expect(await read(other, "new")).toBe("new"), POLL_OPTIONS);
    await vi.waitFor(async () => expect(await read(one, "new")).toBe("new"), POLL_OPTIONS);
    await vi.waitFor(async () => {
      expect(await one.cache.invalidate("key")).toBe(true);
      expect(await read(other, "newest")).toBe("newest");
    }, POLL_OPTIONS);
  });
});
