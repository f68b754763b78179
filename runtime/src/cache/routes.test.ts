import { pino } from "pino";
import { expect, test } from "vitest";
import { asOperator, PASSWORD, testServer } from "../operations/operator-server.fixture.ts";
import { createCache } from "./index.ts";

const URL = "/overseer/api/cache";
const KEEP = 60_000;

async function served() {
  const cache = createCache({
    settings: { CACHE_ENTRIES: 100, CACHE_BYTES: 1_000_000 },
    log: pino({ level: "silent" }),
  });
  const { app } = await testServer({
    environment: { OVERSEER_PASSWORD: PASSWORD, NODE_ENV: "test" },
    capabilities: [cache.capability],
  });
  const clear = (payload: object) =>
    app.inject({ method: "POST", url: `${URL}/clear`, headers: asOperator, payload });
  return { app, cache, clear };
}

test("operators see what this process has seen, and nobody else does", async () => {
  const { app, cache } = await served();
  await cache.getOrSet("seen", KEEP, () => 1);
  const response = await app.inject({ url: URL, headers: asOperator });
  expect(response.json()).toMatchObject({ memory: { entries: expect.any(Number) }, remote: null });
  expect((await app.inject({ url: URL })).statusCode).toBe(401);
  expect((await app.inject({ method: "POST", url: `${URL}/clear`, payload: {} })).statusCode).toBe(401);
});

test("a tag is forgotten alone, or everything", async () => {
  const { cache, clear } = await served();
  let made = 0;
  const read = async () => [
    await cache.getOrSet("tagged", KEEP, () => ++made, { tags: ["clear-test"] }),
    await cache.getOrSet("plain", KEEP, () => ++made),
  ];
  expect(await read()).toEqual([1, 2]);
  expect((await clear({ tag: "clear-test" })).json()).toEqual({ everywhere: true });
  expect(await read()).toEqual([3, 2]);
  await clear({});
  expect(await read()).toEqual([4, 5]);
});

test("a tag that is none is refused", async () => {
  const { clear } = await served();
  expect((await clear({ tag: "" })).statusCode).toBe(400);
});
