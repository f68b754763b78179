import { randomBytes } from "node:crypto";
import pg from "pg";
import { pino } from "pino";
import { afterAll, describe, test } from "vitest";
import { hasPostgres, TEST_SERVER } from "../postgres/test-server.fixture.ts";
import { createRedisConnections } from "../redis/index.ts";
import { canStartRedis, startTestRedisCluster } from "../testing/redis/index.ts";
import { describeQueueEngine } from "./conformance.fixture.ts";
import { createTestEngine } from "./embedded/engine.fixture.ts";
import { createPostgresQueueEngine, createRedisQueueEngine } from "./engines.ts";
import { createMemoryQueueEngine } from "./memory/memory-engine.ts";

const log = pino({ level: "silent" });

describeQueueEngine("in memory", () => createMemoryQueueEngine());

describeQueueEngine("embedded", () => createTestEngine());

const url = process.env.TEST_REDIS_SERVER;
if (url) {
  const prefix = process.env.REDIS_PREFIX ?? "test";
  const redis = createRedisConnections({ url, prefix, log, name: "test" });
  describeQueueEngine("on Redis", () => createRedisQueueEngine({ redis, prefix: `${prefix}-queue` }));
} else {
  describe.skip("on Redis", () => test("there is no Redis server"));
}

if (canStartRedis()) {
  const cluster = await startTestRedisCluster();
  afterAll(() => cluster.stop());
  const options = { url: cluster.url, cluster: true, prefix: "test", log, name: "test" };
  const redis = createRedisConnections(options);
  describeQueueEngine("on a Redis Cluster", () => createRedisQueueEngine({ redis, prefix: "test" }));
} else {
  describe.skip("on a Redis Cluster", () => test("no Redis server is installed"));
}

if (await hasPostgres()) {
  const name = `queue_test_${randomBytes(6).toString("hex")}`;
  await runOnServer(`CREATE DATABASE ${name}`);
  afterAll(() => runOnServer(`DROP DATABASE ${name} WITH (FORCE)`));
  const address = new URL(`/${name}`, TEST_SERVER).href;
  describeQueueEngine("on PostgreSQL", () =>
    createPostgresQueueEngine({ url: address, limit: 4, applicationName: "test", log }),
  );
} else {
  describe.skip("on PostgreSQL", () => test("there is no PostgreSQL server"));
}

async function runOnServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: TEST_SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
