import { createCache } from "@aegis-stack/runtime/cache";
import { createRedisConnections } from "@aegis-stack/runtime/redis";
import { pino } from "pino";
import { expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

const url = process.env.TEST_REDIS_SERVER ?? "";

test("without a Redis server it says where the cache is, and how to clear it there", async () => {
  const { exitCode, stderr } = await runCli(["ops", "cache", "clear"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("[cache.in-memory]");
});

test("a server that is away is said, within a moment", async () => {
  const { exitCode, stdout } = await runCli(["ops", "cache", "clear", "--json"], {
    REDIS_URL: "redis://127.0.0.1:1",
  });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "cache.not-told" } });
});

test.skipIf(!url)("what a process keeps is forgotten by a command", async () => {
  const prefix = process.env.REDIS_PREFIX ?? "test";
  const log = pino({ level: "silent" });
  const redis = createRedisConnections({ url, prefix, log, name: "test" });
  // A server that is there may be as slow as the machine is busy.
  const cache = createCache({
    settings: { CACHE_ENTRIES: 10, CACHE_BYTES: 100_000 },
    log,
    redis,
    timeoutMs: 60_000,
  });
  let made = 0;
  const read = () => cache.getOrSet("key", 60_000, () => ++made, { tags: ["command"] });
  expect([await read(), await read()]).toEqual([1, 1]);
  const environment = { REDIS_URL: url, REDIS_PREFIX: prefix };
  // The command gives a server up that takes more than a moment, and asks for another try.
  await expect
    .poll(() => runCli(["ops", "cache", "clear", "--tag", "command"], environment), { interval: 1_000 })
    .toMatchObject({ exitCode: 0, stdout: expect.stringContaining("tag command") });
  await expect.poll(read).toBeGreaterThan(1);
  await redis.close();
});
