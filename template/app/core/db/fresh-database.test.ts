import { expect, test } from "vitest";
import { db, engine } from "./index.ts";

test("the database behind db is one for these tests, and no one else's", async () => {
  expect((await engine.facts()).place).toMatch(/test-/);
  expect(db).toBe(engine.db);
});
