import { pino } from "pino";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { AppError } from "../errors/index.ts";
import { canStartRedis, startTestRedisServer, type TestRedisServerOptions } from "../testing/redis/index.ts";
import { createRedisConnections, type RedisConnections } from "./connections.ts";
import type { RedisClient } from "./redis-client.ts";
import { readRedisInfo } from "./redis-info.ts";
import { silentServer } from "./silent-server.fixture.ts";
import { COMMAND_TIMEOUT_MS } from "./single-client.ts";
import { verifyClusterMode } from "./verify-mode.ts";

const POLL_OPTIONS = { timeout: 60_000, interval: 20 };
const server = process.env.TEST_REDIS_SERVER;

/** Connections of a process of its own, and what it logged. */
function connect(url: string | undefined) {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const prefix = process.env.REDIS_PREFIX ?? "test";
  const redis = createRedisConnections({ url, prefix, log, name: "test" });
  onTestFinished(() => redis.close());
  return { redis, lines, messages: () => lines.map((line): string => JSON.parse(line).msg) };
}

async function start(options?: TestRedisServerOptions) {
  const own = await startTestRedisServer(options);
  onTestFinished(() => own.stop());
  return own;
}

/** Stops the clock of timeouts: what settles now does so without any of them, until the test moves the clock. */
function stopClock() {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
}

/** The result of a command: "done", or the code of its error. */
async function outcome(
  redis: RedisConnections,
  work: () => Promise<unknown> = () => redis.run((client) => client.ping()),
) {
  let result = "done";
  await work().catch((error: unknown) => {
    result = error instanceof AppError ? error.code : String(error);
  });
  return { result };
}

test("without an address nothing is connected, and a call is refused with the setting to make", async () => {
  const { redis } = connect(undefined);
  expect(redis.isConfigured).toBe(false);
  const asked = redis.run((client) => client.ping());
  await expect(asked).rejects.toMatchObject({
    code: "redis.not-configured",
    category: "unavailable",
    hint: expect.stringContaining("REDIS_URL"),
  });
  await redis.close();
});

test("keys begin with the application's prefix", () => {
  expect(connect(undefined).redis.key("visits", "today")).toBe(`${process.env.REDIS_PREFIX}:visits:today`);
});

test("a server that is not there fails at once and names no password", async () => {
  stopClock();
  const { redis } = connect("redis://user:secret-word@127.0.0.1:1/2");
  const failed = await redis.run((client) => client.ping()).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "redis.unreachable", category: "unavailable", retryAfter: 5 });
  expect(failed).toMatchObject({ message: "The Redis server at 127.0.0.1:1/2 cannot be reached." });
  expect((await outcome(redis)).result).toBe("redis.unreachable");
});

test("a server that accepts connections and never responds fails callers at the timeout, which is under a second", async () => {
  expect(COMMAND_TIMEOUT_MS).toBeLessThan(1_000);
  const silent = await silentServer();
  stopClock();
  const { redis } = connect(silent.url);
  const settled = vi.fn();
  const failed = outcome(redis).finally(settled);
  await silent.connected;
  await vi.advanceTimersByTimeAsync(COMMAND_TIMEOUT_MS - 1);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect((await failed).result).toBe("redis.unreachable");
});

describe.skipIf(!server)("with a server", () => {
  test("the first of many calls connects, and all are answered", async () => {
    const { redis } = connect(server);
    const key = redis.key("first");
    const counts = Array.from({ length: 50 }, () => redis.run((client) => client.incr(key)));
    expect((await Promise.all(counts)).at(-1)).toBe(50);
    await redis.run((client) => client.del(key));
  });

  test("what is wrong with a command is told as it is", async () => {
    const { redis } = connect(server);
    const key = redis.key("text");
    await redis.run((client) => client.set(key, "word"));
    await expect(redis.run((client) => client.incr(key))).rejects.toThrow("not an integer");
    await redis.run((client) => client.del(key));
  });

  test("after closing, the next call connects anew", async () => {
    const { redis } = connect(server);
    await redis.connect();
    await redis.close();
    expect((await outcome(redis)).result).toBe("done");
  });

  test("facts say what the server is and how it is", async () => {
    const { redis } = connect(server);
    expect(await readRedisInfo(redis)).toMatchObject({
      latency: expect.any(Number),
      cluster: null,
      details: {
        version: expect.stringMatching(/^\d+\.\d+/),
        memory: { used: expect.any(Number), policy: expect.any(String) },
        persistence: { sound: true },
      },
    });
  });
});

describe.skipIf(!canStartRedis())("a server", () => {
  test("that goes away fails callers and is found again when it is back", async () => {
    const own = await start();
    const { redis, messages } = connect(own.url);
    await redis.connect();
    await redis.createBlockingClient("waiter").ping();
    await own.kill();
    for (let call = 0; call < 20; call++) {
      expect((await outcome(redis)).result).toBe("redis.unreachable");
    }
    await start({ port: own.port });
    await vi.waitFor(async () => expect((await outcome(redis)).result).toBe("done"), POLL_OPTIONS);
    await vi.waitFor(() => expect(messages()).toHaveLength(2), POLL_OPTIONS);
    expect(messages()[0]).toContain("cannot be reached");
    expect(messages()[1]).toBe("Redis is back");
  });

  test("that hangs fails callers, and what failed is not done later", async () => {
    const own = await start();
    const { redis } = connect(own.url);
    const key = redis.key("count");
    await redis.run((client) => client.set(key, 0));
    own.freeze();
    const results: string[] = [];
    for (let call = 0; call < 6; call++) {
      const { result } = await outcome(redis, () => redis.run((client) => client.incr(key)));
      results.push(result);
    }
    own.thaw();
    await vi.waitFor(async () => expect((await outcome(redis)).result).toBe("done"), POLL_OPTIONS);
    const unknown = results.filter((result) => result === "redis.no-answer");
    expect(results.filter((result) => result === "redis.unreachable")).toHaveLength(6 - unknown.length);
    expect(unknown.length).toBeGreaterThan(0);
    expect(Number(await redis.run((client) => client.get(key)))).toBeLessThanOrEqual(unknown.length);
  });

  test("that is away when a consumer first asks is waited for", async () => {
    const own = await start();
    await own.kill();
    const { redis } = connect(own.url);
    const waiting = redis.createBlockingClient("waiter").lpush(redis.key("list"), "word");
    await start({ port: own.port });
    expect(await waiting).toBe(1);
  });

  test("that wants a password says so, whichever way it is asked", async () => {
    const own = await start({ options: ["--requirepass", "secret-word"] });
    const { redis } = connect(own.url);
    expect((await outcome(redis)).result).toBe("redis.refused");
    const wrong = connect(own.url.replace("//", "//:wrong-word@"));
    for (let call = 0; call < 20; call++) expect((await outcome(wrong.redis)).result).toBe("redis.refused");
    expect(wrong.redis.getConnectionError()).toMatchObject({ code: "redis.refused" });
    expect(wrong.messages()).toHaveLength(1);
    expect(wrong.lines.join()).not.toContain("wrong-word");
    const right = connect(own.url.replace("//", "//:secret-word@")).redis;
    expect((await outcome(right)).result).toBe("done");
  });

  test("whose memory is full says so", async () => {
    const own = await start({ options: ["--maxmemory", "4mb", "--maxmemory-policy", "noeviction"] });
    const { redis } = connect(own.url);
    const large = "x".repeat(2 ** 22);
    const { result } = await outcome(redis, () => redis.run((client) => client.set("large", large)));
    expect(result).toBe("redis.full");
  });

  test("that is a read-only replica says so each time, and the log once", async () => {
    const primary = await start();
    const own = await start({ options: ["--replicaof", "127.0.0.1", `${primary.port}`] });
    const { redis, messages } = connect(own.url);
    for (let call = 0; call < 20; call++) {
      const { result } = await outcome(redis, () => redis.run((client) => client.set("key", "word")));
      expect(result).toBe("redis.read-only");
    }
    expect(messages()).toHaveLength(1);
  });

  test.each([
    ["a command", "-set", (client: RedisClient) => client.set("shop:key", "word")],
    ["a key", "~shop:*", (client: RedisClient) => client.set("other:key", "word")],
    ["a channel", "resetchannels", (client: RedisClient) => client.publish("shop:bus", "word")],
    ["part of a transaction", "-set", (client: RedisClient) => client.multi().set("shop:key", "word").exec()],
    [
      "part of a script",
      "-set",
      (client: RedisClient) => client.eval("return redis.call('SET', KEYS[1], '1')", 1, "shop:key"),
    ],
  ])("that forbids %s says so each time, and the log once", async (_what, rule, work) => {
    const keys = rule.startsWith("~") ? [] : ["~*"];
    const own = await start({
      options: ["--user", "app", "on", ">word", ...keys, "&*", "+@all", "-@dangerous", rule],
    });
    const { redis, messages } = connect(own.url.replace("//", "//app:word@"));
    for (let call = 0; call < 20; call++)
      expect((await outcome(redis, () => redis.run(work))).result).toBe("redis.forbidden");
    expect(messages()).toHaveLength(1);
  });

  test("that is a node of a cluster ends a start with a sentence, and a command for another node's key too", async () => {
    const own = await start({ isClusterNode: true });
    const { redis } = connect(own.url);
    const refused = { code: "redis.cluster", hint: expect.stringContaining("REDIS_CLUSTER=true") };
    await expect(verifyClusterMode(redis)).rejects.toMatchObject(refused);
    await redis.run((client) => client.cluster("ADDSLOTSRANGE", 0, 16_383));
    await vi.waitFor(async () => {
      const spread = await outcome(redis, () => redis.run((client) => client.mget("a", "b")));
      expect(spread.result).toBe("redis.cross-slot");
    }, POLL_OPTIONS);
    const single = await start();
    await expect(verifyClusterMode(connect(single.url).redis)).resolves.toBeUndefined();
  });

  test("is recognised by a user who may not run INFO, whose facts leave out what it cannot read", async () => {
    const few = { options: ["--user", "app", "on", ">word", "~*", "&*", "+@all", "-@admin", "-@dangerous"] };
    const node = await start({ isClusterNode: true, ...few });
    const as = (url: string) => connect(url.replace("//", "//app:word@"));
    await expect(verifyClusterMode(as(node.url).redis)).rejects.toMatchObject({ code: "redis.cluster" });
    const single = await start(few);
    const { redis, messages } = as(single.url);
    await verifyClusterMode(redis);
    expect(await readRedisInfo(redis)).toMatchObject({ latency: expect.any(Number), keys: 0, details: null });
    expect(messages()).toEqual([]);
  });

  test("that lacks the database says so, and no other one is used instead", async () => {
    const own = await start({ options: ["--databases", "2"] });
    const { redis, messages } = connect(`${own.url}/7`);
    const results = [];
    for (let call = 0; call < 5; call++) {
      results.push((await outcome(redis, () => redis.run((client) => client.set("key", "word")))).result);
    }
    expect(new Set(results)).toEqual(new Set(["redis.no-such-database"]));
    expect(messages()).toHaveLength(1);
    const first = connect(own.url).redis;
    expect(await first.run((client) => client.dbsize())).toBe(0);
    const second = connect(`${own.url}/1`).redis;
    expect((await outcome(second)).result).toBe("done");
  });

  test("that hangs does not keep the process from stopping", async () => {
    const own = await start();
    const { redis } = connect(own.url);
    await redis.connect();
    await redis.createBlockingClient("waiter").ping();
    own.freeze();
    stopClock();
    const deadline = new AbortController();
    const closed = redis.close(deadline.signal);
    deadline.abort();
    await closed;
    own.thaw();
  });
});
