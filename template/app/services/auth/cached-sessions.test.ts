import { createHmac, hash } from "node:crypto";
import { type Cache, createCache } from "@aegis-stack/runtime/cache";
import { createRedisConnections } from "@aegis-stack/runtime/redis"; // aegis:redis
import { canStartRedis, startTestRedisCluster } from "@aegis-stack/runtime/testing/redis"; // aegis:redis
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest"; // aegis:redis
// import { expect, test } from "vitest"; // aegis:!redis
import { cachedSessions } from "./cached-sessions.ts";
import type { Session } from "./session.ts";

const TOKEN = "a-token-that-is-long-enough";
const COOKIE = `${TOKEN}.signature`;
const SECRET = "what these tests seal entries with";
const log = pino({ level: "silent" });

const session: Session = {
  id: "1",
  user: { id: "2", name: "Ada", email: "ada@example.com", image: null, role: "user" },
  expiresAt: new Date(Date.UTC(2030, 0)),
};

function remembering() {
  let now = 1_000_000;
  const redis = createRedisConnections({ url: undefined, prefix: "test", log, name: "test" }); // aegis:redis
  const cache = createCache({
    settings: { CACHE_ENTRIES: 100, CACHE_BYTES: 1_000_000 },
    log,
    redis, // aegis:redis
    now: () => now,
  });
  const memory = cachedSessions({ cache, secret: () => SECRET, now: () => now });
  let looked = 0;
  const look = async () => {
    looked += 1;
    return session;
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { memory, cache, look, looked: () => looked, pass };
}

test("a cookie is looked up once in ten seconds", async () => {
  const { memory, look, looked, pass } = remembering();
  for (let count = 0; count < 5; count++) expect(await memory.recall(COOKIE, look)).toEqual(session);
  expect(looked()).toBe(1);
  pass(10_000);
  await memory.recall(COOKIE, look);
  expect(looked()).toBe(2);
});

test("a session that has ended is looked up again, whatever signature its token came with", async () => {
  const { memory, look, looked } = remembering();
  await memory.recall(COOKIE, look);
  await memory.recall(`${TOKEN}.other`, look);
  expect(looked()).toBe(2);
  await memory.forget(TOKEN);
  expect(await memory.recall(COOKIE, async () => null)).toBeNull();
  expect(await memory.recall(`${TOKEN}.other`, async () => null)).toBeNull();
});

test("a session that ends while it is looked up is not remembered", async () => {
  const { memory } = remembering();
  const slow = held(() => session);
  const first = memory.recall(COOKIE, slow.make);
  await slow.begun;
  await memory.forget(TOKEN);
  slow.release();
  await first;
  expect(await memory.recall(COOKIE, async () => null)).toBeNull();
});

test("what a cookie is not worth is not remembered", async () => {
  const { memory, look } = remembering();
  expect(await memory.recall(COOKIE, async () => null)).toBeNull();
  expect(await memory.recall(COOKIE, look)).toEqual(session);
});

test("when it cannot be found out, nobody is believed to be anybody", async () => {
  const { memory, look, pass } = remembering();
  await memory.recall(COOKIE, look);
  pass(10_000);
  const broken = memory.recall(COOKIE, () => Promise.reject(new Error("the database is away")));
  await expect(broken).rejects.toThrow("the database is away");
});

/** Writes an entry where the session of `COOKIE` is kept, as another program would. @returns the entry that is there */
async function plant(cache: Cache, entry: unknown, signature = "signature"): Promise<unknown> {
  const tag = `session-${hash("sha256", TOKEN, "base64url")}`;
  const planted = () => entry;
  return cache.namespace("sessions").getOrSet(`${tag}.${signature}`, 10_000, planted, { tags: [tag] });
}

/** A value that takes its time: it is read at once, and only handed over when the test lets it go. */
function held<Value>(read: () => Value) {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    release: released.resolve,
    async make(): Promise<Value> {
      const value = read();
      begun.resolve();
      await released.promise;
      return value;
    },
  };
}

const admin: Session = { ...session, user: { ...session.user, role: "admin" } };

test.each([
  ["a session", admin],
  ["a session in an entry", { content: JSON.stringify(admin), sealedAt: 1_000_000, seal: "" }],
  ["one with a made-up seal", { content: JSON.stringify(admin), sealedAt: 1_000_000, seal: "a".repeat(43) }],
  ["nothing", null],
  ["a text", "admin"],
])("%s that was put into the cache by another program is not believed", async (_name, entry) => {
  const { memory, cache, look, looked } = remembering();
  await plant(cache, entry);
  expect(await memory.recall(COOKIE, look)).toEqual(session);
  expect(looked()).toBe(1);
});

test.each([
  ["no JSON", "{"],
  ["a session of another version", JSON.stringify({ id: "1", account: { name: "Ada" } })],
])("%s in a sealed entry counts as a miss, and is replaced", async (_name, content) => {
  const { memory, cache, look, looked } = remembering();
  const sealedAt = 1_000_000;
  const message = ["cached session", COOKIE, String(sealedAt), content].join("\0");
  const seal = createHmac("sha256", SECRET).update(message).digest("base64url");
  await plant(cache, { content, sealedAt, seal });
  for (let count = 0; count < 3; count++) expect(await memory.recall(COOKIE, look)).toEqual(session);
  expect(looked()).toBe(1);
});

test("an entry of this application is believed neither for another cookie nor for long", async () => {
  const first = remembering();
  await first.memory.recall(COOKIE, async () => admin);
  const written = await plant(first.cache, "the entry is there already");

  const other = remembering();
  await plant(other.cache, written);
  expect((await other.memory.recall(COOKIE, other.look))?.user.role).toBe("admin");
  const later = remembering();
  later.pass(60_000);
  await plant(later.cache, written);
  expect((await later.memory.recall(COOKIE, later.look))?.user.role).toBe("user");
  const elsewhere = remembering();
  await plant(elsewhere.cache, written, "other");
  expect((await elsewhere.memory.recall(`${TOKEN}.other`, elsewhere.look))?.user.role).toBe("user");
});

// #region aegis:redis
test.skipIf(!canStartRedis())(
  "a session that ends in one process ends in another one on a Redis Cluster",
  async () => {
    const cluster = await startTestRedisCluster();
    onTestFinished(() => cluster.stop());
    /** A process of its own: nothing in common but the cluster. */
    const connect = () => {
      const redis = createRedisConnections({
        url: cluster.url,
        cluster: true,
        prefix: "test",
        log,
        name: "test",
      });
      onTestFinished(() => redis.close());
      const cache = createCache({
        settings: { CACHE_ENTRIES: 100, CACHE_BYTES: 1_000_000 },
        log,
        redis,
        timeoutMs: 60_000,
      });
      return { cache, memory: cachedSessions({ cache, secret: () => SECRET }) };
    };
    const [one, other] = [connect(), connect()];
    for (let count = 0; count < 20; count++) {
      const token = `${TOKEN}-${count}`;
      const cookie = `${token}.signature`;
      await one.memory.recall(cookie, async () => session);
      const look = vi.fn(async () => null);
      expect(await other.memory.recall(cookie, look)).toEqual(session);
      expect(look).not.toHaveBeenCalled();
      await one.memory.forget(token);
      await vi.waitFor(async () => expect(await other.memory.recall(cookie, look)).toBeNull(), 60_000);
    }
    expect(one.cache.stats().remote).toMatchObject({ reachable: true, listening: true, pending: 0 });
  },
);
// #endregion aegis:redis
