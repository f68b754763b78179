import { expect, test } from "vitest";
import { freshDatabase } from "#app/core/db/fresh-database.fixture.ts";
import { describeStore } from "../conformance.fixture.ts";
import { createDatabaseStore } from "./database-store.ts";
import { databaseTime } from "./database-time.ts";

describeStore("database store", async ({ time }) => {
  const { db } = await freshDatabase();
  return createDatabaseStore(db, async () => time());
});

test("the database's clock is read to the second at least", async () => {
  const { db } = await freshDatabase();
  const before = Date.now();
  const read = await databaseTime(db);
  expect(read).toBeGreaterThan(before - 1_000);
  expect(read).toBeLessThan(Date.now() + 1_000);
});
