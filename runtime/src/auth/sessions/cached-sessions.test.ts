import { createHmac, hash } from "node:crypto";
import { serialize } from "node:v8";
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { held } from "../../cache/held.fixture.ts";
import { type Cache, createCache } from "../../cache/index.ts";
import { createRedisConnections } from "../../redis/index.ts";
import { canStartRedis, startTestRedisCluster } from "../../testing/redis/index.ts";
import { createCachedSessions } from "./cached-sessions.ts";
import { serializeSession } from "./serialize-session.ts";
import type { Session } from "./session.ts";

const TOKEN = "a-token-that-is-long-enough";
const COOKIE = `${TOKEN}.signature`;
const SEAL_SECRET = "what these tests seal entries with";
const isRole = (text: string) => ["user", "admin"].includes(text);
const log = pino({ level: "silent" });

const session: Session = {
  id: "1",
  user: { id: "2", name: "Ada", email: "ada@example.com", image: null, role: "user" },
  expiresAt: new Date(Date.UTC(2030, 0)),
};

function remembering() {
  let now = 1_000_000;
  const redis = createRedisConnections({ url: undefined, prefix: "test", log, name: "test" });
  const cache = createCache({
    settings: { CACHE_ENTRIES: 100, CACHE_BYTES: 1_000_000 },
    log,
    redis,
    now: () => now,
  });
  const memory = createCachedSessions({ cache, secret: () => SEAL_SECRET, isRole, now: () => now });
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
  for (let count = 0; count < 5; count++) expect(await memory.getOrLoad(COOKIE, look)).toEqual(session);
  expect(looked()).toBe(1);
  pass(10_000);
  await memory.getOrLoad(COOKIE, look);
  expect(looked()).toBe(2);
});

test("a session that has ended is looked up again, whatever signature its token came with", async () => {
  const { memory, look, looked } = remembering();
  await memory.getOrLoad(COOKIE, look);
  await memory.getOrLoad(`${TOKEN}.other`, look);
  expect(looked()).toBe(2);
  await memory.invalidate(TOKEN);
  expect(await memory.getOrLoad(COOKIE, async () => null)).toBeNull();
  expect(await memory.getOrLoad(`${TOKEN}.other`, async () => null)).toBeNull();
});

test("a session that ends while it is looked up is not remembered", async () => {
  const { memory } = remembering();
  const slow = held(() => session);
  const first = memory.getOrLoad(COOKIE, slow.make);
  await slow.begun;
  await memory.invalidate(TOKEN);
  slow.release();
  await first;
  expect(await memory.getOrLoad(COOKIE, async () => null)).toBeNull();
});

test("what a cookie is not worth is not remembered", async () => {
  const { memory, look } = remembering();
  expect(await memory.getOrLoad(COOKIE, async () => null)).toBeNull();
  expect(await memory.getOrLoad(COOKIE, look)).toEqual(session);
});

test("when it cannot be found out, nobody is believed to be anybody", async () => {
  const { memory, look, pass } = remembering();
  await memory.getOrLoad(COOKIE, look);
  pass(10_000);
  const broken = memory.getOrLoad(COOKIE, () => Promise.reject(new Error("the database is away")));
  await expect(broken).rejects.toThrow("the database is away");
});

/** Writes an entry where the session of `COOKIE` is kept, as another program would. @returns the entry that is there */
async function plant(cache: Cache, entry: unknown, signature = "signature"): Promise<unknown> {
  const tag = `session-${hash("sha256", TOKEN, "base64url")}`;
  const planted = () => entry;
  return cache.namespace("sessions").getOrSet(`${tag}.${signature}`, 10_000, planted, { tags: [tag] });
}

const admin: Session = { ...session, user: { ...session.user, role: "admin" } };

test.each([
  ["a session", admin],
  ["a session in an entry", { content: serializeSession(admin), sealedAt: 1_000_000, seal: "" }],
  [
    "one with a made-up seal",
    { content: serializeSession(admin), sealedAt: 1_000_000, seal: "a".repeat(43) },
  ],
  ["nothing", null],
  ["a text", "admin"],
])("%s that was put into the cache by another program is not believed", async (_name, entry) => {
  const { memory, cache, look, looked } = remembering();
  await plant(cache, entry);
  expect(await memory.getOrLoad(COOKIE, look)).toEqual(session);
  expect(looked()).toBe(1);
});

test.each([
  ["no session", "{"],
  ["a session of another version", serialize({ id: "1", account: { name: "Ada" } }).toString("base64")],
])("%s in a sealed entry counts as a miss, and is replaced", async (_name, content) => {
  const { memory, cache, look, looked } = remembering();
  const sealedAt = 1_000_000;
  const message = ["cached session", COOKIE, String(sealedAt), content].join("\0");
  const seal = createHmac("sha256", SEAL_SECRET).update(message).digest("base64url");
  await plant(cache, { content, sealedAt, seal });
  for (let count = 0; count < 3; count++) expect(await memory.getOrLoad(COOKIE, look)).toEqual(session);
  expect(looked()).toBe(1);
});

test("an entry of this application is believed neither for another cookie nor for long", async () => {
  const first = remembering();
  await first.memory.getOrLoad(COOKIE, async () => admin);
  const planted = await plant(first.cache, "the entry is there already");

  const other = remembering();
  await plant(other.cache, planted);
  expect((await other.memory.getOrLoad(COOKIE, other.look))?.user.role).toBe("admin");
  const later = remembering();
  later.pass(60_000);
  await plant(later.cache, planted);
  expect((await later.memory.getOrLoad(COOKIE, later.look))?.user.role).toBe("user");
  const elsewhere = remembering();
  await plant(elsewhere.cache, planted, "other");
  expect((await elsewhere.memory.getOrLoad(`${TOKEN}.other`, elsewhere.look))?.user.role).toBe("user");
});

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
      return { cache, memory: createCachedSessions({ cache, secret: () => SEAL_SECRET, isRole }) };
    };
    const [one, other] = [connect(), connect()];
    for (let count = 0; count < 20; count++) {
      const token = `${TOKEN}-${count}`;
      const cookie = `${token}.signature`;
      await one.memory.getOrLoad(cookie, async () => session);
      const look = vi.fn(async () => null);
      expect(await other.memory.getOrLoad(cookie, look)).toEqual(session);
      expect(look).not.toHaveBeenCalled();
      await one.memory.invalidate(token);
      await vi.waitFor(async () => expect(await other.memory.getOrLoad(cookie, look)).toBeNull(), 60_000);
    }
    expect(one.cache.stats().remote).toMatchObject({ reachable: true, listening: true, pending: 0 });
  },
);
