import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { createTestHealth } from "../testing/index.ts";
import { createTestDatabase } from "../testing/sqlite/index.ts";
import { createDatabase } from "./sqlite/index.ts";

/** A database whose only migration creates the table `notes`. */
async function create(mode: "development" | "production", files: Record<string, string> = {}) {
  const { url, drop } = await createTestDatabase([]);
  const root = dirname(url.slice("file:".length));
  mkdirSync(join(root, "migrations/meta"), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  const lines: string[] = [];
  const database = createDatabase({
    settings: { NODE_ENV: mode, DATABASE_URL: "file:data/own.db", BACKUPS_FOLDER: "kept", BACKUPS_KEPT: 2 },
    name: "my-app",
    root,
    log: pino({ base: null }, { write: (line: string) => lines.push(line) }),
    migrations: pathToFileURL(join(root, "migrations")),
    tables: pathToFileURL(join(root, "tables.mjs")),
  });
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  return { database, lines, root };
}

const MIGRATION = {
  "migrations/meta/_journal.json": JSON.stringify({ entries: [{ tag: "0000_notes", when: 1 }] }),
  "migrations/0000_notes.sql": "CREATE TABLE notes (id text)",
};

test("in development the database is created and migrated at the start, and the log says so", async () => {
  const { database, lines, root } = await create("development", MIGRATION);
  await database.capability.start();
  expect((await database.schema()).applied).toEqual(["0000_notes"]);
  expect(lines.join("")).toContain('"migrations":["0000_notes"],"msg":"migrated the database"');
  expect(database.engine.place).toBe(join(root, "data/own.db"));
  expect(database.capability.folders).toEqual([
    { name: "database", path: join(root, "data") },
    { name: "backups", path: join(root, "kept") },
  ]);
});

test("in production it is not migrated, and the health check says so", async () => {
  const { database } = await create("production", MIGRATION);
  await database.capability.start();
  expect((await database.schema()).pending).toEqual(["0000_notes"]);
  const report = await createTestHealth({ groups: [database.capability.health] }).report();
  expect(report.ready).toBe(false);
  const checks = report.tree.children[0]?.children ?? [];
  expect(checks.find(({ name }) => name === "migrations")?.message).toContain("npx my-app db migrate");
  await expect(database.reset()).rejects.toMatchObject({ code: "database.production" });
});

test("tables without a migration are reported", async () => {
  const { database } = await create("development", { "tables.mjs": "export const notes = {};" });
  expect(await database.schema()).toMatchObject({ applied: [], ungenerated: true });
});

test("work after a commit is left to the caller where there is no transaction", async () => {
  const { database } = await create("development");
  const events: string[] = [];
  expect(database.afterCommit(() => events.push("outside"))).toBe(false);
  await database.transaction(async () => {
    expect(database.afterCommit(() => events.push("inside"))).toBe(true);
    events.push("before");
  });
  expect(events).toEqual(["before", "inside"]);
});
