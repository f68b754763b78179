import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { drizzle as drizzlePostgres } from "drizzle-orm/pg-proxy";
import { drizzle as drizzleSqlite } from "drizzle-orm/sqlite-proxy";
import { expect, test } from "vitest";
import { exposeEngineErrors, PROVEN_DRIZZLE_VERSION } from "./drizzle-internals.ts";
import { table as postgresTable, text as postgresText } from "./postgres/columns/index.ts";
import { table as sqliteTable, text as sqliteText } from "./sqlite/columns/index.ts";

const engineError = new Error("the engine's own");
const fail = () => Promise.reject(engineError);

test("the installed version of Drizzle is the one that this was written for", () => {
  const entry = createRequire(import.meta.url).resolve("drizzle-orm");
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "package.json"), "utf8"));
  expect(version).toBe(PROVEN_DRIZZLE_VERSION);
});

test("queries of both remote drivers reject with the error of the engine, which Drizzle alone would wrap", async () => {
  const inSqlite = sqliteTable("notes", { label: sqliteText() });
  const inPostgres = postgresTable("notes", { label: postgresText() });
  await expect(drizzleSqlite(fail).select().from(inSqlite)).rejects.not.toBe(engineError);
  await expect(exposeEngineErrors(drizzleSqlite(fail)).select().from(inSqlite)).rejects.toBe(engineError);
  await expect(exposeEngineErrors(drizzlePostgres(fail)).select().from(inPostgres)).rejects.toBe(engineError);
  await expect(
    exposeEngineErrors(drizzlePostgres(fail)).insert(inPostgres).values({ label: "secret" }),
  ).rejects.toBe(engineError);
});

test("a database that is built differently is refused", () => {
  expect(() => exposeEngineErrors({ session: {} })).toThrow("prepareQuery");
});
