import { pino } from "pino"; // aegis:worker=redis
import { afterAll, describe, test } from "vitest"; // aegis:worker=redis
import { createConnections } from "#app/core/redis/connections.ts"; // aegis:worker=redis
import { startTestCluster } from "#app/core/redis/test-cluster.ts"; // aegis:worker=redis
import { canStart } from "#app/core/redis/test-server.ts"; // aegis:worker=redis
import { describeEngine } from "./conformance.fixture.ts";
import { createEmbeddedEngine } from "./embedded/create.ts"; // aegis:worker=redis
import { createMemoryEngine } from "./memory/create.ts";
// import { createPostgresEngine } from "./postgres/create.ts"; // aegis:worker=postgres
import { createRedisEngine } from "./redis.ts"; // aegis:worker=redis

describeEngine("in memory", () => createMemoryEngine());

// #region aegis:worker=redis
describeEngine("embedded", () => createEmbeddedEngine());

const url = process.env.TEST_REDIS_SERVER;
if (url) {
  const prefix = process.env.REDIS_PREFIX ?? "test";
  const redis = createConnections({ url, prefix, log: pino({ level: "silent" }), name: "test" });
  describeEngine("on Redis", () => createRedisEngine(redis, `${prefix}-queue`));
} else {
  describe.skip("on Redis", () => test("there is no Redis server"));
}

if (canStart()) {
  const cluster = await startTestCluster();
  afterAll(() => cluster.stop());
  const log = pino({ level: "silent" });
  const redis = createConnections({ url: cluster.url, cluster: true, prefix: "test", log, name: "test" });
  describeEngine("on a Redis Cluster", () => createRedisEngine(redis, "test"));
} else {
  describe.skip("on a Redis Cluster", () => test("no Redis server is installed"));
}
// #endregion aegis:worker=redis
// const url = process.env.DATABASE_URL ?? ""; // aegis:worker=postgres
// describeEngine("on PostgreSQL", () => createPostgresEngine({ url, limit: 4 })); // aegis:worker=postgres
