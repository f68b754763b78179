import { expect, test } from "vitest";
import { withoutCredentials } from "./credentials.ts";

test.each([
  ["postgres://me:hunter2@db.example/name", "postgres://me:…@db.example/name"],
  ["postgres://me:hun@ter/2@db.example/name", "postgres://me:…@db.example/name"],
  ["redis://:hunter2@cache.example", "redis://:…@cache.example"],
  ["https://hunter2@git.example/x", "https://…@git.example/x"],
  [
    "postgres://db.example/name?user=me&password=hunter2&sslmode=require",
    "postgres://db.example/name?user=me&password=…&sslmode=require",
  ],
  ["file:data/app.db", "file:data/app.db"],
  ["Shop <shop@example.com>", "Shop <shop@example.com>"],
])("%s is shown as %s", (value, expected) => expect(withoutCredentials(value)).toBe(expected));
