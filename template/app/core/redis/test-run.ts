import { randomBytes } from "node:crypto";
import { createClient } from "./client.ts";
import { answers, canStart, startTestServer } from "./test-server.ts";

const STANDARD = "redis://127.0.0.1:6379";

/**
 * Before all tests: finds the server that they work on. REDIS_URL, else the standard port, else one that is installed
 * here and is started for the tests alone. All keys begin with a prefix of this run.
 *
 * @returns what removes the keys of this run, and stops the server when it was started here
 */
export async function setup(): Promise<() => Promise<void>> {
  const given = process.env.REDIS_URL;
  // Tests say themselves whether their application is to have one.
  delete process.env.REDIS_URL;
  const prefix = `test-${randomBytes(6).toString("hex")}`;
  process.env.REDIS_PREFIX = prefix;
  for (const url of [given, STANDARD]) {
    if (url && (await answers(url))) {
      process.env.TEST_REDIS_SERVER = url;
      return () => removeKeys(url, prefix);
    }
  }
  if (canStart()) {
    const server = await startTestServer();
    process.env.TEST_REDIS_SERVER = server.url;
    return server.stop;
  }
  const missing = "There is no Redis server, so tests that need one are skipped.";
  if (process.env.CI) throw new Error(missing);
  process.stderr.write(`\n  ${missing} Set REDIS_URL, or install one.\n\n`);
  return async () => {};
}

/** Also those of queues, which begin with a brace. */
async function removeKeys(url: string, prefix: string): Promise<void> {
  const client = createClient(url, "consumer", "test");
  let cursor = "0";
  do {
    const [next, keys] = await client.scan(cursor, "MATCH", `*${prefix}*`, "COUNT", 1_000);
    if (keys.length > 0) await client.unlink(...keys);
    cursor = next;
  } while (cursor !== "0");
  client.disconnect();
}
