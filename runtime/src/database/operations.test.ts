import { expect, onTestFinished, test, vi } from "vitest";
import { createTestDatabase } from "../testing/sqlite/index.ts";
import { createDatabaseOperations } from "./operations.ts";
import { createTestEngine } from "./sqlite/engine.fixture.ts";

const START = Date.parse("2026-06-01T12:00:00Z");

async function counting() {
  let clock = START;
  const { url, drop } = await createTestDatabase([]);
  const engine = createTestEngine(url.slice("file:".length), "/nowhere");
  onTestFinished(async () => {
    await engine.close();
    await drop();
  });
  const count = vi.spyOn(engine, "tables");
  const service = createDatabaseOperations({
    engine,
    migrations: () => [],
    hasTables: async () => false,
    production: false,
    isServing: () => false,
    now: () => clock,
  });
  const wait = (milliseconds: number) => {
    clock += milliseconds;
  };
  return { service, count, wait };
}

test("rows are counted once for all who ask within half a minute, and it is told when", async () => {
  const { service, count, wait } = await counting();
  const [first, second] = await Promise.all([service.tables(), service.tables()]);
  expect(second).toEqual(first);
  expect(first.countedAt).toBe("2026-06-01T12:00:00.000Z");
  wait(29_999);
  expect((await service.status()).countedAt).toBe(first.countedAt);
  expect(count).toHaveBeenCalledTimes(1);
  wait(1);
  expect((await service.tables()).countedAt).toBe("2026-06-01T12:00:30.000Z");
  expect(count).toHaveBeenCalledTimes(2);
});

test("a count that failed is not told again", async () => {
  const { service, count } = await counting();
  count.mockRejectedValueOnce(new Error("gone"));
  await expect(service.tables()).rejects.toThrow("gone");
  await expect(service.tables()).resolves.toHaveProperty("tables");
});
