import { expect, test } from "vitest";
import { AppError } from "#app/core/errors.ts";
import type { RedisFacts } from "#app/core/redis/facts.ts";
import { HealthService } from "#app/services/system/health/health-service.ts";
import { redisHealth } from "./health.ts";

const facts: RedisFacts = {
  version: "7.2.4",
  place: "cache.internal:6379",
  latency: 0.4,
  uptime: 60,
  clients: 3,
  commands: 12,
  memory: { used: 1_048_576, limit: 4_194_304, policy: "noeviction", evicted: 0 },
  persistence: { log: true, sound: true, unsaved: 0 },
  keys: 5,
};

interface Situation {
  memory?: Partial<RedisFacts["memory"]>;
  persistence?: Partial<RedisFacts["persistence"]>;
  latency?: number;
  configured?: boolean;
  production?: boolean;
  keepsTasks?: boolean;
  away?: boolean;
}

/** What the tree says of each check, and whether the process is ready. */
async function examined(situation: Situation = {}) {
  const { memory, persistence, latency = 0.4, configured = true, away = false } = situation;
  const { production = true, keepsTasks = true } = situation;
  const group = redisHealth({
    redis: {
      configured,
      async facts() {
        if (away)
          throw new AppError({ code: "redis.unreachable", kind: "unavailable", what: "Away.", todo: "" });
        return {
          ...facts,
          latency,
          memory: { ...facts.memory, ...memory },
          persistence: { ...facts.persistence, ...persistence },
        };
      },
    },
    production,
    keepsTasks,
  });
  const report = await new HealthService({ groups: [group], phase: () => "running" }).report();
  const nodes = report.tree.children[0]?.children ?? [];
  const found = Object.fromEntries(nodes.map(({ name, status, message }) => [name, `${status}: ${message}`]));
  const of = (name: string) => found[name];
  return {
    ready: report.ready,
    connection: of("connection"),
    memory: of("memory"),
    eviction: of("eviction"),
    persistence: of("persistence"),
  };
}

test("all is well", async () => {
  expect(await examined()).toEqual({
    ready: true,
    connection: "healthy: Redis 7.2.4 answers in 0.4 ms.",
    memory: "healthy: 25 % of 4.0 MiB is in use.",
    eviction: "healthy: Nothing is thrown out when the memory is full.",
    persistence: "healthy: Every write is appended to a file.",
  });
});

test("without an address it is a remark in development and a fault in production", async () => {
  expect((await examined({ configured: false, production: false })).connection).toMatch(/^info: REDIS_URL/);
  expect((await examined({ configured: false })).connection).toMatch(/^unhealthy: REDIS_URL/);
});

test("a server that is away is told, and the process stays ready: it answers what needs none", async () => {
  expect(await examined({ away: true })).toMatchObject({ ready: true, connection: "unhealthy: Away." });
});

test("a slow one is a warning", async () => {
  expect((await examined({ latency: 250 })).connection).toMatch(/^warning: .* 250\.0 ms, too slow/);
});

test.each([
  [{ limit: null }, "healthy: 1.0 MiB, no limit."],
  [{ used: 3_400_000 }, "warning: 81 % of 4.0 MiB is in use."],
  [{ used: 4_194_304 }, "unhealthy: 100 % of 4.0 MiB is in use."],
])("memory of %o", async (memory, expected) => {
  expect((await examined({ memory })).memory).toBe(expected);
});

test("a policy that throws keys out is a warning where tasks are kept, and else a remark", async () => {
  const memory = { policy: "allkeys-lru" };
  expect((await examined({ memory })).eviction).toMatch(/^warning: .*noeviction/);
  expect((await examined({ memory, keepsTasks: false })).eviction).toMatch(/^info: .*allkeys-lru/);
});

test("what is not written to disk is a warning where tasks are kept; writes that fail are a fault anywhere", async () => {
  const persistence = { log: false };
  expect((await examined({ persistence })).persistence).toMatch(/^warning: .*appendonly/);
  expect((await examined({ persistence, keepsTasks: false })).persistence).toMatch(/^info:/);
  const broken = await examined({ persistence: { sound: false }, keepsTasks: false });
  expect(broken.persistence).toMatch(/^unhealthy:/);
});
