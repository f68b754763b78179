import { expect, test } from "vitest";
import { AppError } from "../errors/index.ts";
import { createTestHealth } from "../testing/index.ts";
import { createRedisHealth } from "./health.ts";
import type { RedisNodeDetails } from "./node-info.ts";
import type { RedisClusterInfo, RedisInfo } from "./redis-info.ts";

const details: RedisNodeDetails = {
  version: "7.2.4",
  uptime: 60,
  clients: 3,
  commands: 12,
  memory: { used: 1_048_576, limit: 4_194_304, policy: "noeviction", evicted: 0 },
  persistence: { log: true, sound: true, unsaved: 0 },
};

const facts: RedisInfo = { place: "cache.internal:6379", latency: 0.4, keys: 5, details, cluster: null };

interface Situation {
  memory?: Partial<RedisNodeDetails["memory"]>;
  persistence?: Partial<RedisNodeDetails["persistence"]>;
  cluster?: RedisClusterInfo;
  mayAsk?: boolean;
  latency?: number;
  configured?: boolean;
  production?: boolean;
  keepsTasks?: boolean;
  away?: boolean;
  shared?: boolean;
}

/** What the tree says of each check, and whether the process is ready. */
async function examined(situation: Situation = {}) {
  const { memory, persistence, latency = 0.4, configured = true, away = false } = situation;
  const { production = true, keepsTasks = true, cluster = null, mayAsk = true, shared = false } = situation;
  const group = createRedisHealth({
    redis: {
      isConfigured: configured,
      key: () => "shop",
      getPrefixConflict: () =>
        shared
          ? new AppError({
              code: "redis.shared-prefix",
              category: "conflict",
              message: "Shared.",
              hint: "Set it.",
            })
          : undefined,
      async readInfo() {
        if (away)
          throw new AppError({
            code: "redis.unreachable",
            category: "unavailable",
            message: "Away.",
            hint: "",
          });
        return {
          ...facts,
          latency,
          cluster,
          details: mayAsk
            ? {
                ...details,
                memory: { ...details.memory, ...memory },
                persistence: { ...details.persistence, ...persistence },
              }
            : null,
        };
      },
    },
    production,
    keepsTasks,
  });
  const report = await createTestHealth({ groups: [group] }).report();
  const nodes = report.tree.children[0]?.children ?? [];
  const found = Object.fromEntries(nodes.map(({ name, status, message }) => [name, `${status}: ${message}`]));
  const of = (name: string) => found[name];
  return {
    ready: report.ready,
    connection: of("connection"),
    memory: of("memory"),
    eviction: of("eviction"),
    persistence: of("persistence"),
    prefix: of("prefix"),
  };
}

test("all is well", async () => {
  expect(await examined()).toEqual({
    ready: true,
    connection: "healthy: Redis 7.2.4 responds in 0.4 ms.",
    memory: "healthy: 25 % of 4.0 MiB is in use.",
    eviction: "healthy: No eviction when the memory is full.",
    persistence: "healthy: Every write is appended to a file.",
    prefix: "healthy: Key prefix shop, which no other application uses.",
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

test("a user without INFO is a remark for each fact that cannot be read, and no fault", async () => {
  const { connection, memory, eviction, persistence } = await examined({ mayAsk: false });
  expect(connection).toBe("healthy: Redis responds in 0.4 ms.");
  expect(memory).toMatch(/^info: .* may not run INFO, so the use of memory cannot be read/);
  expect(eviction).toMatch(/^info: .* what happens when the memory is full cannot be read/);
  expect(persistence).toMatch(/^info: .* survives a restart cannot be read/);
});

test("a cluster names its masters; one of them that is away is a fault, since its keys are", async () => {
  const whole = { masters: 3, responding: 3, served: 1 };
  expect((await examined({ cluster: whole })).connection).toMatch(
    /^healthy: Redis 7\.2\.4, cluster of 3 masters, responds/,
  );
  const broken = { masters: 3, responding: 2, served: 2 / 3 };
  expect((await examined({ cluster: broken })).connection).toMatch(
    /^unhealthy: 2 of 3 masters of the cluster respond; 67 % of the keys are served/,
  );
  expect((await examined({ cluster: { ...whole, served: 0.9 } })).connection).toMatch(/^unhealthy:/);
});

test("another application of the same prefix is a warning that says what to do", async () => {
  expect((await examined({ shared: true })).prefix).toBe("warning: Shared. Set it.");
});
