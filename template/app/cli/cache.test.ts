import { pino } from "pino";
import { expect, test } from "vitest";
import { createCache } from "#app/core/cache/create.ts";
import { createConnections } from "#app/core/redis/connections.ts";
import { runCli } from "./run.fixture.ts";

const url = process.env.TEST_REDIS_SERVER ?? "";

test("without a Redis server it says where the cache is, and how to clear it there", async () => {
  const { exitCode, stderr } = await runCli(["cache", "clear"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("[cache.in-memory]");
});

test("a server that is away is said, within a moment", async () => {
  const { exitCode, stdout } = await runCli(["cache", "clear", "--json"], {
    REDIS_URL: "redis://127.0.0.1:1",
  });
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: "cache.not-told" } });
});

test.skipIf(!url)("what a process keeps is forgotten by a command", async () => {
  const prefix = process.env.REDIS_PREFIX ?? "test";
  const log = pino({ level: "silent" });
  const redis = createConnections({ url, prefix, log, name: "test" });
  // A server that is there may be as slow as the machine is busy.
  const cache = createCache({ limits: { entries: 10, bytes: 100_000 }, log, redis, patience: 60_000 });
  let made = 0;
  const read = () => cache.getOrSet("key", 60_000, () => ++made, { tags: ["command"] });
  expect([await read(), await read()]).toEqual([1, 1]);
  const environment = { REDIS_URL: url, REDIS_PREFIX: prefix };
  // The command gives a server up that takes more than a moment, and asks for another try.
  await expect
    .poll(() => runCli(["cache", "clear", "--tag", "command"], environment), { interval: 1_000 })
    .toMatchObject({ exitCode: 0, stdout: expect.stringContaining("tag command") });
  await expect.poll(read).toBeGreaterThan(1);
  await redis.close();
});
