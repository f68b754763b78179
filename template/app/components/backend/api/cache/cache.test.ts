import { expect, test } from "vitest";
import { asOperator, PASSWORD, testServer } from "#app/components/backend/server.fixture.ts";
import { cache } from "#app/core/cache.ts";

const URL = "/api/v1/cache";
const KEEP = 60_000;

async function served() {
  const { app } = await testServer({
    environment: { OVERSEER_PASSWORD: PASSWORD, NODE_ENV: "test" },
    services: { cache },
  });
  const clear = (payload: object) =>
    app.inject({ method: "POST", url: `${URL}/clear`, headers: asOperator, payload });
  return { app, clear };
}

test("operators see what this process has seen, and nobody else does", async () => {
  const { app } = await served();
  await cache.getOrSet("seen", KEEP, () => 1);
  const answer = await app.inject({ url: URL, headers: asOperator });
  expect(answer.json()).toMatchObject({ memory: { entries: expect.any(Number) }, remote: null });
  expect((await app.inject({ url: URL })).statusCode).toBe(401);
  expect((await app.inject({ method: "POST", url: `${URL}/clear`, payload: {} })).statusCode).toBe(401);
});

test("a tag is forgotten alone, or everything", async () => {
  const { clear } = await served();
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
