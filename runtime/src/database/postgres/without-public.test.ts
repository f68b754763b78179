import { expect, test } from "vitest";
import { withoutPublic } from "./without-public.ts";

test.each([
  ['REFERENCES "public"."users"("id")', 'REFERENCES "users"("id")'],
  [
    'ALTER COLUMN "a" TYPE "public"."role" USING "a"::"public"."role"',
    'ALTER COLUMN "a" TYPE "role" USING "a"::"role"',
  ],
])("%s", (statement, expected) => {
  expect(withoutPublic(statement)).toBe(expected);
});

test.each([
  `INSERT INTO a VALUES ('"public"."users"', 'it''s "public"."b"')`,
  `SELECT E'\\'"public"."users"'`,
  `DO $x$ BEGIN EXECUTE '"public"."a"'; END $x$`,
  '-- "public"."users"',
  '/* "public"."users" */',
  "SELECT public.gen_random_uuid()",
  'CREATE TABLE "public" ("public" text)',
])("%s stays as it is", (statement) => {
  expect(withoutPublic(statement)).toBe(statement);
});
