import { describe, expect, test } from "vitest";
import { getTestServer } from "../testing/postgres/index.ts";
import { createFreshPostgres, createFreshSqlite } from "./fresh-database.fixture.ts";
import * as postgres from "./postgres/columns/index.ts";
import * as sqlite from "./sqlite/columns/index.ts";

const sentence = {
  code: "database.not-migrated",
  message: expect.stringContaining("never_migrated"),
  hint: expect.stringContaining("db migrate"),
};

describe("a table that no migration has made is a sentence that says what to do", () => {
  test("SQLite", async () => {
    const nowhere = sqlite.table("never_migrated", { count: sqlite.integer() });
    const { db } = await createFreshSqlite([]);
    await expect(db.select().from(nowhere)).rejects.toMatchObject(sentence);
  });

  test.skipIf(getTestServer() === undefined)("PostgreSQL", async () => {
    const nowhere = postgres.table("never_migrated", { count: postgres.integer() });
    const { db } = await createFreshPostgres([]);
    await expect(db.select().from(nowhere)).rejects.toMatchObject(sentence);
  });
});
