import { once } from "node:events";
import { createServer } from "node:net";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, getTestServer, type TestDatabase } from "../../testing/postgres/index.ts";
import { NOTES } from "../conformance/trial.fixture.ts";
import { migrate } from "../migrations/migrate.ts";
import { postgresSettings } from "../settings.ts";
import { transaction } from "../transaction/transaction.ts";
import { id, table, text } from "./columns/index.ts";
import { createTestEngine } from "./engine.fixture.ts";

const notes = table("notes", { id: id(), label: text().notNull().unique() });

const engineAt = (url: string, limit = 4) => createTestEngine(url, { limit });

test.each([
  "file:data/app.db",
  "postgres://",
  "postgres://host",
  "postgres://host/a/b",
  "mysql://host/name",
  "x",
])("%s is no address of a database", (url) => {
  expect(postgresSettings.DATABASE_URL.definition.parse(url)).toBeUndefined();
});

test("a server that is not there is one sentence, without the password", async () => {
  const engine = engineAt("postgres://me:hunter2@127.0.0.1:1/name");
  const error: unknown = await engine.open().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "database.unreachable",
    message: "The database server at 127.0.0.1:1/name does not answer.",
  });
  await expect(engine.db.select().from(notes)).rejects.toMatchObject({ code: "database.unreachable" });
  await expect(transaction(engine.db, async () => {})).rejects.toMatchObject({
    code: "database.unreachable",
  });
  await engine.close();
});

test("something else that answers there is one, too", async () => {
  const other = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(
    0,
    "127.0.0.1",
  );
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? address?.port : 0;
  const engine = engineAt(`postgres://me@127.0.0.1:${port}/name`);
  await expect(engine.open()).rejects.toThrow();
  await engine.close();
  other.close();
});

test("one that takes a connection and says nothing is one, too", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = silent.address();
  const port = typeof address === "object" ? address?.port : 0;
  const engine = engineAt(`postgres://me@127.0.0.1:${port}/name`);
  await expect(engine.open()).rejects.toMatchObject({ code: "database.unreachable" });
  await engine.close();
  silent.close();
});

test("a server that wants a password which the address lacks is left at once", async () => {
  const authentication = (kind: number, text: string) =>
    Buffer.concat([Buffer.from([0x52, 0, 0, 0, text.length + 8, 0, 0, 0, kind]), Buffer.from(text)]);
  const left = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    // SASL by the one mechanism there is, then its first question: the password is needed to answer that.
    const replies = [
      authentication(10, "SCRAM-SHA-256\0\0"),
      authentication(11, "r=nonce,s=c2FsdA==,i=4096"),
    ];
    socket.on("error", () => {}).on("end", left.resolve);
    socket.on("data", () => {
      const reply = replies.shift();
      if (reply) socket.write(reply);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const engine = engineAt(`postgres://me@127.0.0.1:${port}/name`);
  await expect(engine.open()).rejects.toMatchObject({ code: "database.refused" });
  await left.promise;
  await engine.close();
  server.close();
});

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

  test("a database that is not there is one sentence, and can be made", async () => {
    const url = new URL(database.url);
    url.pathname = `${url.pathname}-more`;
    const missing = engineAt(url.href);
    await expect(missing.open()).rejects.toMatchObject({ code: "database.missing" });
    await Promise.all([missing.create(), missing.create()]);
    await missing.open();
    await migrate(missing.migrations, [NOTES]);
    await missing.create();
    expect(await missing.tables(1)).toHaveLength(1);
    await missing.close();
    await administrator.query(`DROP DATABASE "${url.pathname.slice(1)}"`);
    // To make and to drop one, a server whose disk is busy takes seconds.
  });

  test("a statement that failed unnoticed does not pass for a commit", async () => {
    const work = transaction(engine.db, async (tx) => {
      await tx.insert(notes).values({ label: "a" });
      await tx
        .insert(notes)
        .values({ label: "a" })
        .catch(() => {});
    });
    await expect(work).rejects.toMatchObject({ code: "database.transaction-undone" });
    expect(await engine.db.select().from(notes)).toEqual([]);
  });

  test("an error of a query names table and constraint, and holds nothing of the row", async () => {
    const add = () => engine.db.insert(notes).values({ label: "jane@example.com" });
    await add();
    const error: unknown = await add().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "23505",
      table: "notes",
      constraint: expect.stringContaining("label"),
    });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("jane");
  });

  test("a connection that is lost in mid-transaction undoes it, and the next one works", async () => {
    const kill =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    const work = transaction(engine.db, async (tx) => {
      await tx.insert(notes).values({ label: "a" });
      await administrator.query(kill);
      await tx.insert(notes).values({ label: "b" });
    });
    await expect(work).rejects.toMatchObject({ code: "database.unreachable" });
    expect(await engine.db.select().from(notes)).toEqual([]);
    await transaction(engine.db, (tx) => tx.insert(notes).values({ label: "c" }));
    expect(await engine.db.select({ label: notes.label }).from(notes)).toEqual([{ label: "c" }]);
  });

  test("never more connections are open than were allowed", async () => {
    const ids = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(ids.map((index) => engine.db.insert(notes).values({ label: `${index}` })));
    const { pool } = await engine.facts();
    expect(pool).toMatchObject({ limit: 4, waiting: 0 });
    expect(pool?.open).toBeLessThanOrEqual(4);
    expect(await engine.tables(100)).toEqual([{ name: "notes", rows: 40, more: false }]);
  });
});
