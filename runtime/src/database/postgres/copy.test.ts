import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { createTestDatabase, getTestServer } from "../../testing/postgres/index.ts";
import { boolean, id, integer, json, real, table, text, timestamp } from "./columns/index.ts";
import { createTestEngine } from "./engine.fixture.ts";

const people = table("people", {
  id: id(),
  name: text().notNull(),
  age: integer(),
  height: real(),
  active: boolean().notNull(),
  tags: json<unknown>(),
  bornAt: timestamp(),
});

const migration = (...statements: string[]) => [{ name: "0000", statements, hash: "0", generatedAt: 1 }];

const ON_SERVER = migration(
  `CREATE TABLE people (id text PRIMARY KEY, name text NOT NULL, age bigint, height double precision,
    active boolean NOT NULL, tags jsonb, born_at timestamp (3) with time zone)`,
  `CREATE TABLE nodes (id text PRIMARY KEY, parent_id text REFERENCES nodes (id), owner_id text REFERENCES people (id))`,
);

const IN_FILE = `
  CREATE TABLE people (id text PRIMARY KEY, name text NOT NULL, age integer, height real, active integer NOT NULL,
    tags text, born_at integer);
  CREATE TABLE nodes (id text PRIMARY KEY, parent_id text, owner_id text);
  CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric);`;

/** A file, and a server's database that is migrated and empty. */
async function sides(statements = IN_FILE) {
  const folder = mkdtempSync(join(tmpdir(), "copy-"));
  const file = join(folder, "app.db");
  const source = new DatabaseSync(file);
  source.exec(statements);
  const { url, drop } = await createTestDatabase(ON_SERVER);
  const engine = createTestEngine(url, { limit: 2, backups: folder });
  onTestFinished(async () => {
    source.close();
    await engine.close();
    await drop();
    rmSync(folder, { recursive: true });
  });
  const copy = async () => engine.copyFrom?.(file);
  return { source, engine, copy };
}

describe.skipIf(getTestServer() === undefined)("with a server", () => {
  test("every kind of value arrives as it was", async () => {
    const { source, engine, copy } = await sides();
    const row = source.prepare("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)");
    const tags = { b: [1, 2.5, null, "é"], a: { z: 1, y: true } };
    row.run(
      "1",
      "Ada 'the first' \\ \"\n",
      2 ** 53 - 1,
      1.1,
      1,
      JSON.stringify(tags),
      Date.UTC(1815, 11, 10, 1, 2, 3, 4),
    );
    row.run("2", "", null, -1e-300, 0, null, null);
    row.run("3", "日本", 0, 0, 0, JSON.stringify("text"), 0);
    expect(await copy()).toEqual([
      { name: "nodes", rows: 0, checksum: expect.stringMatching(/^0+$/) },
      { name: "people", rows: 3, checksum: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ]);
    expect(await engine.db.select().from(people).orderBy(people.id)).toEqual([
      {
        id: "1",
        name: "Ada 'the first' \\ \"\n",
        age: 2 ** 53 - 1,
        height: 1.1,
        active: true,
        tags,
        bornAt: new Date(Date.UTC(1815, 11, 10, 1, 2, 3, 4)),
      },
      { id: "2", name: "", age: null, height: -1e-300, active: false, tags: null, bornAt: null },
      { id: "3", name: "日本", age: 0, height: 0, active: false, tags: "text", bornAt: new Date(0) },
    ]);
  });

  test("thousands of rows that refer to each other in any order", async () => {
    const { source, engine, copy } = await sides();
    source.exec("BEGIN");
    const node = source.prepare("INSERT INTO nodes VALUES (?, ?, 'owner')");
    for (let index = 0; index < 2_500; index++) node.run(`${index}`, index === 2_499 ? null : `${index + 1}`);
    source.prepare("INSERT INTO people (id, name, active) VALUES ('owner', 'Owner', 1)").run();
    source.exec("COMMIT");
    expect(await copy()).toMatchObject([
      { name: "nodes", rows: 2_500 },
      { name: "people", rows: 1 },
    ]);
    expect(await engine.tables(10_000)).toMatchObject([{ rows: 2_500 }, { rows: 1 }]);
  });

  test("a row that refers to nothing stops the copy, and nothing is written", async () => {
    const { source, engine, copy } = await sides();
    source.exec("INSERT INTO nodes VALUES ('1', NULL, 'nobody')");
    await expect(copy()).rejects.toMatchObject({ code: "copy.failed" });
    expect(await engine.tables(1)).toMatchObject([{ rows: 0 }, { rows: 0 }]);
  });

  test("a database that has rows is not copied into", async () => {
    const { engine, copy } = await sides();
    await engine.db.insert(people).values({ name: "first", active: true });
    await expect(copy()).rejects.toMatchObject({ code: "copy.not-empty" });
  });

  test("other tables or columns are named, and nothing is copied", async () => {
    const { copy } = await sides("CREATE TABLE people (id text); CREATE TABLE extra (id text);");
    await expect(copy()).rejects.toMatchObject({
      code: "copy.schema",
      details: [
        "people has other columns in the file",
        "extra is only in the file",
        "nodes is not in the file",
      ],
    });
  });
});
