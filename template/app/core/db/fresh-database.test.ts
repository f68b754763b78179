import { expect, test } from "vitest";
import { freshDatabase } from "./fresh-database.fixture.ts";
import { db, engine } from "./index.ts";

const times: number[] = [];

test.each([1, 2, 3, 4, 5, 6])("a fresh database is asked for, %i", async () => {
  const begin = process.cpuUsage();
  const engine = await freshDatabase();
  await engine.open();
  const { user, system } = process.cpuUsage(begin);
  times.push((user + system) / 1_000);
});

test("it costs less than 50 ms of the processor", () => {
  // The quickest of six: what else this process does meanwhile is not looked for here.
  expect(Math.min(...times)).toBeLessThan(50);
});

test("the database behind db is one for these tests, and no one else's", async () => {
  expect((await engine.facts()).place).toMatch(/test-/);
  expect(db).toBe(engine.db);
});
