import { randomBytes } from "node:crypto";
import { canStartRedis, connectTestRedis, isRedisReachable, startTestRedisServer } from "./test-server.ts";

const STANDARD_URL = "redis://127.0.0.1:6379";

/** What Vitest hands to a global setup, as far as it is used: the project whose tests are about to run. */
export interface TestProjectLike {
  readonly config: {
    /** The environment variables of the project's tests. */
    readonly env: Partial<Record<string, string>>;
  };
}

/**
 * Vitest's global setup (`globalSetup: ["@aegis-stack/runtime/testing/redis"]`): finds the server that the tests use. That
 * is REDIS_URL, else the standard port, else a server that is installed on this machine and is started for the tests. They
 * find it in TEST_REDIS_SERVER, and in REDIS_PREFIX a prefix of this run. REDIS_URL is removed from the environment: each
 * test decides whether its application has Redis.
 *
 * @returns what removes the keys of this run, or stops the server when it was started here
 * @throws Error without a server in CI; elsewhere the tests that need one are skipped
 */
export async function setup({ config }: TestProjectLike): Promise<() => Promise<void>> {
  const given = process.env.REDIS_URL;
  delete process.env.REDIS_URL;
  const prefix = `test-${randomBytes(6).toString("hex")}`;
  config.env.REDIS_PREFIX = prefix;
  // The setup of another project may have found a server.
  for (const url of [process.env.TEST_REDIS_SERVER, given, STANDARD_URL]) {
    if (url && (await isRedisReachable(url))) {
      process.env.TEST_REDIS_SERVER = url;
      return () => removeKeys(url, prefix);
    }
  }
  if (canStartRedis()) {
    const server = await startTestRedisServer();
    process.env.TEST_REDIS_SERVER = server.url;
    return server.stop;
  }
  const missing = "There is no Redis server, so tests that need one are skipped.";
  if (process.env.CI) throw new Error(missing);
  process.stderr.write(`\n  ${missing} Set REDIS_URL, or install one.\n\n`);
  return async () => {};
}

/** Removes the keys of a run, including those of queues, which begin with a brace. A server that is gone has none. */
async function removeKeys(url: string, prefix: string): Promise<void> {
  const redis = connectTestRedis(url);
  try {
    if (!(await isRedisReachable(url))) return;
    let cursor = "0";
    do {
      const [next, keys] = await redis.run((client) =>
        client.scan(cursor, "MATCH", `*${prefix}*`, "COUNT", 1_000),
      );
      if (keys.length > 0) await redis.run((client) => client.unlink(...keys));
      cursor = next;
    } while (cursor !== "0");
  } finally {
    await redis.close();
  }
}
