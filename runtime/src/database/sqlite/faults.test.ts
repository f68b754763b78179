import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { migrate } from "../migrations/migrate.ts";
import { transaction } from "../transaction/transaction.ts";
import { id, table, text } from "./columns/index.ts";
import { createTestEngine } from "./engine.fixture.ts";

const notes = table("notes", { id: id(), label: text().notNull() });
const NOTES = {
  name: "0000_notes",
  statements: ["CREATE TABLE notes (id text PRIMARY KEY NOT NULL, label text NOT NULL)"],
  hash: "notes",
  generatedAt: 1,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "faults-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function engineIn(file = "app.db") {
  const engine = createTestEngine(join(folder, file), join(folder, "backups"));
  onTestFinished(() => engine.close());
  return engine;
}

async function filled(rows: number) {
  const engine = engineIn();
  await migrate(engine.migrations, [NOTES]);
  await transaction(engine.db, async (tx) => {
    for (let row = 0; row < rows; row++) await tx.insert(notes).values({ label: "x".repeat(1_000) });
  });
  return engine;
}

describe("a file that cannot be used is one sentence", () => {
  test("text", async () => {
    writeFileSync(
      join(folder, "app.db"),
      "no database at all, but long enough to be read as the head of one",
    );
    await expect(engineIn().open()).rejects.toMatchObject({ code: "database.not-a-database" });
    expect(await readFile(join(folder, "app.db"), "utf8")).toContain("no database at all");
  });

  test("a damaged one, whether it is read, written or backed up", async () => {
    await (await filled(500)).close();
    const file = openSync(join(folder, "app.db"), "r+");
    writeSync(file, Buffer.alloc(40_960, 0xab), 0, 40_960, 8_192);
    closeSync(file);
    const engine = engineIn();
    const damaged = { code: "database.corrupt" };
    await expect(engine.db.select().from(notes)).rejects.toMatchObject(damaged);
    await expect(engine.backups.take()).rejects.toMatchObject(damaged);
    expect(await engine.backups.list()).toEqual([]);
  });

  test("a folder, or a path that leads through a file", async () => {
    mkdirSync(join(folder, "app.db"));
    await expect(engineIn().open()).rejects.toMatchObject({ code: "database.cannot-open" });
    writeFileSync(join(folder, "file"), "");
    await expect(engineIn("file/app.db").open()).rejects.toMatchObject({ code: "database.cannot-open" });
  });
});

test("a damaged file is kept as it is when a backup takes its place", async () => {
  const engine = await filled(1);
  const { path } = await engine.backups.take();
  await engine.close();
  writeFileSync(
    join(folder, "app.db"),
    "what is left of it, which is no database any more as anyone can see",
  );
  writeFileSync(join(folder, "app.db-wal"), "a log of something else");
  const saved = await engine.backups.restore(path, [NOTES]);
  expect(await readFile(join(saved ?? "", "app.db"), "utf8")).toContain("what is left of it");
  expect(existsSync(join(saved ?? "", "app.db-wal"))).toBe(true);
  expect(await engine.db.select().from(notes)).toHaveLength(1);
});

test("a damaged backup is refused, and the data is untouched", async () => {
  const engine = await filled(500);
  const { path } = await engine.backups.take();
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(40_960, 0xab), 0, 40_960, 8_192);
  closeSync(file);
  await expect(engine.backups.restore(path, [NOTES])).rejects.toMatchObject({ code: "backup.damaged" });
  expect(await engine.db.select().from(notes)).toHaveLength(500);
});

test("backups can be read by nobody else, and no half of one lies about", async () => {
  const engine = await filled(1);
  const { path } = await engine.backups.take();
  if (process.platform !== "win32") {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, "backups"))).mode & 0o777).toBe(0o700);
  }
  expect(await readdir(join(folder, "backups"))).toHaveLength(1);
});
