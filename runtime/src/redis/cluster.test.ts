import { Cluster } from "ioredis";
import { pino } from "pino";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { AppError } from "../errors/index.ts";
import {
  canStartRedis,
  startTestRedisCluster,
  startTestRedisServer,
  type TestRedisClusterOptions,
} from "../testing/redis/index.ts";
import { createRedisConnections, type RedisConnections } from "./connections.ts";
import { readRedisInfo } from "./redis-info.ts";
import { verifyClusterMode } from "./verify-mode.ts";

const POLL_OPTIONS = { timeout: 60_000, interval: 20 };
const WORDS = Array.from({ length: 30 }, (_, index) => `word-${index}`);

const shared = canStartRedis() ? await startTestRedisCluster() : undefined;
afterAll(() => shared?.stop());

/** Connections of a process of its own, and what it logged. */
function connect(url = shared?.url) {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const redis = createRedisConnections({ url, cluster: true, prefix: "test", log, name: "test" });
  onTestFinished(() => redis.close());
  return { redis, lines, messages: () => lines.map((line): string => JSON.parse(line).msg) };
}

/** A cluster of the test's own, to take nodes from. */
async function start(options: TestRedisClusterOptions = {}) {
  const cluster = await startTestRedisCluster(options);
  onTestFinished(() => cluster.stop());
  return cluster;
}

/** "done", or the code of the error, of a command for each of many keys, which lie on all nodes. */
async function outcomes(redis: RedisConnections): Promise<string[]> {
  const asked = WORDS.map((word) => redis.run((client) => client.incr(redis.key(word))));
  const results = await Promise.allSettled(asked);
  return results.map((result) => {
    if (result.status === "fulfilled") return "done";
    return result.reason instanceof AppError ? result.reason.code : String(result.reason);
  });
}

describe.skipIf(!shared)("a cluster", () => {
  test("takes the commands of many callers at once from the first one on, whichever node has the key", async () => {
    const { redis } = connect();
    expect(new Set(await outcomes(redis))).toEqual(new Set(["done"]));
    await verifyClusterMode(redis);
  });

  test("has the keys of one group on one node, for commands that need several", async () => {
    const { redis } = connect();
    const [one, other] = [redis.groupKey("group", "one"), redis.groupKey("group", "other")];
    const done = await redis.run((client) =>
      client.multi().set(one, 1).set(other, 2).publish("c", "m").exec(),
    );
    expect(done?.map(([error]) => error)).toEqual([null, null, null]);
    expect(await redis.run((client) => client.mget(one, other))).toEqual(["1", "2"]);
    const spread = redis.run((client) => client.mget(...WORDS));
    await expect(spread).rejects.toMatchObject({ code: "redis.cross-slot" });
  });

  test("passes a message on to whoever subscribed, whichever node it was published on", async () => {
    const { redis } = connect();
    const heard: string[] = [];
    const subscriber = redis.createSubscriber("test");
    subscriber.on("message", (_, text) => void heard.push(text));
    await subscriber.subscribe("channel");
    const nodes = shared?.nodes ?? [];
    for (const node of nodes) {
      const own = createRedisConnections({
        ...node,
        prefix: "test",
        log: pino({ level: "silent" }),
        name: "test",
      });
      onTestFinished(() => own.close());
      await own.run((client) => client.publish("channel", node.url));
    }
    await vi.waitFor(() => expect(heard).toHaveLength(nodes.length), POLL_OPTIONS);
  });

  test("tells its facts as one server does", async () => {
    const { redis } = connect();
    await redis.run((client) => client.set("fact", "1"));
    const facts = await readRedisInfo(redis);
    expect(facts).toMatchObject({
      cluster: { masters: 3, responding: 3, served: 1 },
      details: { version: expect.stringMatching(/^\d+\.\d+/), memory: { policy: "noeviction" } },
    });
    expect(facts.keys).toBeGreaterThan(0);
  });

  test.each([0, 1])(
    "of which node %i dies fails the callers of its keys alone, and takes them when it is back",
    async (index) => {
      const { nodes, url } = await start();
      const { redis, messages } = connect(url);
      expect(new Set(await outcomes(redis))).toEqual(new Set(["done"]));
      const killed = nodes[index]!;
      await killed.kill();
      const results = await outcomes(redis);
      expect(new Set(results)).toEqual(new Set(["done", "redis.no-answer"]));
      expect((await readRedisInfo(redis)).cluster).toMatchObject({ masters: 3, responding: 2 });
      expect(messages()).toHaveLength(1);
      // Whatever becomes of the other connections, the node that REDIS_URL names need not be there.
      const client = redis.getClient();
      if (client instanceof Cluster) client.disconnect(true);
      await vi.waitFor(async () => expect(await outcomes(redis)).toContain("done"), POLL_OPTIONS);
      await killed.restart();
      await vi.waitFor(
        async () => expect(new Set(await outcomes(redis))).toEqual(new Set(["done"])),
        POLL_OPTIONS,
      );
    },
  );

  test("that goes away whole is logged once, and is found again", async () => {
    const { nodes, url } = await start();
    const { redis, messages } = connect(url);
    await redis.connect();
    const waiting = redis.createBlockingClient("waiter");
    await waiting.ping();
    await Promise.all(nodes.map((node) => node.kill()));
    await vi.waitFor(async () => {
      expect(new Set(await outcomes(redis))).toEqual(new Set(["redis.unreachable"]));
    }, POLL_OPTIONS);
    const pushed = waiting.lpush("list", "word");
    await Promise.all(nodes.map((node) => node.restart()));
    await vi.waitFor(
      async () => expect(new Set(await outcomes(redis))).toEqual(new Set(["done"])),
      POLL_OPTIONS,
    );
    expect(await pushed).toBe(1);
    // Once for each kind of failure that came up, however many connections and callers met it.
    expect(messages().length).toBe(new Set(messages()).size);
  });

  test("of which a node hangs fails the callers of its keys alone, and does nothing twice", async () => {
    const { nodes, url } = await start();
    const { redis } = connect(url);
    await outcomes(redis);
    nodes[1]!.freeze();
    expect(new Set(await outcomes(redis))).toEqual(new Set(["done", "redis.no-answer"]));
    nodes[1]!.thaw();
    let calls = 2;
    await vi.waitFor(async () => {
      calls += 1;
      expect(new Set(await outcomes(redis))).toEqual(new Set(["done"]));
    }, POLL_OPTIONS);
    for (const word of WORDS) {
      const count = Number(await redis.run((client) => client.get(redis.key(word))));
      expect(count).toBeLessThanOrEqual(calls);
    }
  });

  test("that wants a password says so, and never shows the one that was tried", async () => {
    const { url } = await start({ password: "secret-word" });
    const wrong = connect(url.replace("//", "//:wrong-word@"));
    for (const _ of WORDS) expect(new Set(await outcomes(wrong.redis))).toEqual(new Set(["redis.refused"]));
    expect(wrong.messages()).toHaveLength(1);
    expect(wrong.lines.join()).not.toContain("wrong-word");
    expect(new Set(await outcomes(connect(url.replace("//", "//:secret-word@")).redis))).toEqual(
      new Set(["done"]),
    );
  });
});

test.skipIf(!canStartRedis())(
  "a cluster works for a user with no more rights than the guide of Redis grants",
  async () => {
    const rights = ["~test:*", "~{test:group}:*", "&test:*", "+@all", "-@admin", "-@dangerous"];
    const { url } = await start({ options: ["--user", "app", "on", ">word", ...rights] });
    const { redis, messages } = connect(url.replace("//", "//app:word@"));
    await verifyClusterMode(redis);
    expect(new Set(await outcomes(redis))).toEqual(new Set(["done"]));
    expect(await redis.run((client) => client.set(redis.groupKey("group", "one"), 1))).toBe("OK");
    await redis.createSubscriber("test").subscribe(redis.key("channel"));
    const facts = await readRedisInfo(redis);
    expect(facts).toMatchObject({ details: null, cluster: { masters: 3, responding: 3, served: 1 } });
    expect(messages()).toEqual([]);
  },
);

test.skipIf(!canStartRedis())(
  "a server that is no node of a cluster ends a start with REDIS_CLUSTER=true",
  async () => {
    const single = await startTestRedisServer();
    onTestFinished(() => single.stop());
    const { redis } = connect(single.url);
    await expect(verifyClusterMode(redis)).rejects.toMatchObject({ code: "redis.no-cluster" });
  },
);
