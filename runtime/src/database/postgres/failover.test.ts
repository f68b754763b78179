import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, getTestServer, type TestDatabase } from "../../testing/postgres/index.ts";
import { NOTES } from "../conformance/trial.fixture.ts";
import { migrate } from "../migrations/migrate.ts";
import { transaction } from "../transaction/transaction.ts";
import { id, table, text } from "./columns/index.ts";
import { PostgresConnections } from "./connections.ts";
import { createTestEngine } from "./engine.fixture.ts";

const notes = table("notes", { id: id(), label: text().notNull().unique() });

const engineAt = (url: string, limit = 4) => createTestEngine(url, { limit });

describe.skipIf(getTestServer() === undefined)("with a server", () => {
  let database: TestDatabase;
  let engine: ReturnType<typeof engineAt>;
  let administrator: pg.Client;
  beforeEach(async () => {
    database = await createTestDatabase([NOTES]);
    engine = engineAt(database.url);
    administrator = new pg.Client({ connectionString: database.url });
    await administrator.connect();
  });
  afterEach(async () => {
    await administrator.end();
    await engine.close();
    await database.drop();
  });

  const name = () => `"${new URL(database.url).pathname.slice(1)}"`;

  test.each([
    [
      "in a transaction",
      async (label: string) => {
        await transaction(engine.db, (tx) => tx.insert(notes).values({ label }));
      },
    ],
    [
      "outside of one",
      async (label: string) => {
        await engine.db.insert(notes).values({ label });
      },
    ],
  ])(
    "once the server takes writes again, writes %s work, whichever connection they get",
    async (_how, write) => {
      await administrator.query(`ALTER DATABASE ${name()} SET default_transaction_read_only = on`);
      // As during a failover, every connection is made to a server that takes no writes.
      const attempts = await Promise.allSettled(["a", "b", "c", "d"].map(write));
      expect(attempts.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
      for (const attempt of attempts)
        expect(attempt).toMatchObject({ reason: { code: "database.read-only" } });
      await engine.db.select().from(notes);
      await administrator.query(`ALTER DATABASE ${name()} RESET default_transaction_read_only`);
      // Those that were made meanwhile may fail once; the first that does discards them all.
      await write("e").catch(() => {});
      await Promise.all(["f", "g", "h", "i", "j", "k"].map(write));
      expect((await engine.db.select().from(notes)).length).toBeGreaterThanOrEqual(6);
    },
  );

  test("a connection is replaced after a while, also one that is always in use", async () => {
    const connections = new PostgresConnections({
      url: database.url,
      limit: 1,
      maxLifetimeSeconds: 1,
      application: "my-app",
      log: pino({ enabled: false }),
    });
    const pid = async () =>
      (await connections.query<{ pid: number }>("SELECT pg_backend_pid() AS pid"))[0]?.pid;
    const first = await pid();
    await expect.poll(pid, { interval: 100 }).not.toBe(first);
    await connections.close();
  });

  test("a query that takes longer than the server allows can be tried again", async () => {
    const slow = engineAt(`${database.url}?statement_timeout=50`);
    const query = () => slow.db.execute("SELECT pg_sleep(60)");
    await expect(query()).rejects.toMatchObject({ code: "database.timeout", category: "unavailable" });
    await slow.close();
  });

  test("a transaction that the server ended for being idle says so", async () => {
    const options = `?idle_in_transaction_session_timeout=20`;
    const impatient = engineAt(`${database.url}${options}`);
    const work = transaction(impatient.db, async (tx) => {
      await tx.insert(notes).values({ label: "a" });
      let isIdle = true;
      while (isIdle) {
        const { rowCount } = await administrator.query(
          "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
        );
        isIdle = rowCount !== 0;
        await delay(10);
      }
      await tx.insert(notes).values({ label: "b" });
    });
    await expect(work).rejects.toMatchObject({ code: "database.transaction-idle" });
    await impatient.close();
  });

  test.each([
    ["the address", (schema: string) => `?options=${encodeURIComponent(`-c search_path=${schema}`)}`, "shop"],
    ["the address in Prisma's words", (schema: string) => `?schema=${schema}`, "Shop-1"],
  ])(
    "tables and migrations are in the schema that %s names, beside another application's",
    async (_what, search, schema) => {
      const statements = [
        'CREATE TABLE "owners" ("id" text PRIMARY KEY)',
        'CREATE TABLE "pets" ("id" text PRIMARY KEY, "owner_id" text)',
        'ALTER TABLE "pets" ADD CONSTRAINT "owner" FOREIGN KEY ("owner_id") REFERENCES "public"."owners"("id")',
      ];
      const own = [{ name: "0000", statements, hash: "own", generatedAt: 2 }];
      await administrator.query(`CREATE SCHEMA "${schema}"`);
      const shop = engineAt(`${database.url}${search(schema)}`);
      expect(await migrate(shop.migrations, own)).toHaveLength(1);
      expect(await shop.migrations.applied()).toEqual([{ hash: "own", generatedAt: 2 }]);
      expect((await shop.tables(1)).map((found) => found.name)).toEqual(["owners", "pets"]);
      expect((await engine.tables(1)).map((found) => found.name)).toEqual(["notes"]);
      expect(await engine.migrations.applied()).toHaveLength(1);
      await shop.empty();
      expect(await shop.tables(1)).toEqual([]);
      expect(await engine.tables(1)).toHaveLength(1);
      expect(await engine.migrations.applied()).toHaveLength(1);
      expect(await migrate(shop.migrations, own)).toHaveLength(1);
      await shop.close();
    },
  );

  test("a search path that names no schema is a sentence", async () => {
    const lost = engineAt(`${database.url}?search_path=nowhere`);
    const own = [{ name: "0001", statements: ["CREATE TABLE a (id text)"], hash: "own", generatedAt: 2 }];
    await expect(migrate(lost.migrations, own)).rejects.toMatchObject({ code: "database.no-schema" });
    await lost.close();
  });

  test("a right that is missing is no fault of the migration", async () => {
    // Users belong to the whole server, where other runs may test the same.
    const role = `reader_${randomUUID().replaceAll("-", "")}`;
    await administrator.query(`CREATE ROLE ${role} LOGIN`);
    const url = new URL(database.url);
    url.username = role;
    const reader = engineAt(url.href);
    const more = [
      NOTES,
      { name: "0001", statements: ["CREATE TABLE a (id text)"], hash: "own", generatedAt: 2 },
    ];
    await administrator.query(`GRANT USAGE ON SCHEMA drizzle TO ${role}`);
    await administrator.query(`GRANT SELECT ON drizzle.__drizzle_migrations TO ${role}`);
    await expect(migrate(reader.migrations, more)).rejects.toMatchObject({
      code: "database.forbidden",
      message: expect.stringContaining("permission denied for schema public"),
    });
    await reader.close();
    await administrator.query(`DROP OWNED BY ${role}`);
    await administrator.query(`DROP ROLE ${role}`);
  });

  test("a setting of the address that the server does not know is a sentence", async () => {
    const wrong = engineAt(`${database.url}?options=-c%20no_such_setting%3D1`);
    await expect(wrong.open()).rejects.toMatchObject({ code: "database.session-setting" });
    await wrong.close();
  });
});
