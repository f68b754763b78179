import { expect, test } from "vitest";
import { integer, table } from "./columns.ts";
import { freshDatabase } from "./fresh-database.fixture.ts";

const nowhere = table("never_migrated", { count: integer() });

test("a table that no migration has made is a sentence that says what to do", async () => {
  const { db } = await freshDatabase();
  const error: unknown = await db
    .select()
    .from(nowhere)
    .then(undefined, (thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "database.not-migrated",
    message: expect.stringContaining("never_migrated"),
    todo: expect.stringContaining("db migrate"),
  });
});
