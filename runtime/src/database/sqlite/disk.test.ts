import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
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

/** Two megabytes, or undefined where this user may not mount anything. */
function smallDisk(): string | undefined {
  const disk = mkdtempSync(join(tmpdir(), "small-disk-"));
  const mounted = spawnSync("/bin/mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]);
  if (mounted.status === 0) return disk;
  rmSync(disk, { recursive: true });
  return undefined;
}

const disk = smallDisk();
if (disk === undefined) process.stderr.write("Not root, so the tests of a full disk are skipped.\n");

describe.skipIf(disk === undefined)("a disk that is full or can only be read", () => {
  const small = disk ?? "";
  const remount = (how: "ro" | "rw") => spawnSync("/bin/mount", ["-o", `remount,${how}`, small]);
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "disk-"));
  });
  afterEach(async () => {
    remount("rw");
    for (const name of await readdir(small)) rmSync(join(small, name), { recursive: true });
    rmSync(folder, { recursive: true });
  });
  afterAll(() => {
    spawnSync("/bin/umount", [small]);
    rmSync(small, { recursive: true, force: true });
  });

  async function engineOf(file: string, backups: string) {
    const engine = createTestEngine(file, backups);
    onTestFinished(() => engine.close());
    await migrate(engine.migrations, [NOTES]);
    const add = (rows: number) =>
      transaction(engine.db, async (tx) => {
        for (let row = 0; row < rows; row++) await tx.insert(notes).values({ label: "x".repeat(1_000) });
      });
    const rows = async () => (await engine.db.select().from(notes)).length;
    return { engine, add, rows };
  }

  test("leaves the old backups whole, and they restore", async () => {
    const { engine, add } = await engineOf(join(folder, "app.db"), join(small, "backups"));
    await add(300);
    const first = await engine.backups.take();
    await add(1_500);
    await expect(engine.backups.take()).rejects.toMatchObject({ code: "database.disk-full" });
    expect(await readdir(join(small, "backups"))).toEqual([first.name]);

    expect(remount("ro").status).toBe(0);
    await expect(engine.backups.take()).rejects.toMatchObject({ code: "backup.not-written" });
    expect(await readdir(join(small, "backups"))).toEqual([first.name]);

    remount("rw");
    const elsewhere = await engineOf(join(folder, "other.db"), join(folder, "backups"));
    await elsewhere.engine.backups.restore(first.path, [NOTES]);
    expect(await elsewhere.rows()).toBe(300);
  });

  test("ends a write with a sentence; what was committed is kept, and writing goes on when there is room", async () => {
    const { add, rows } = await engineOf(join(small, "app.db"), folder);
    await add(10);
    await expect(add(5_000)).rejects.toMatchObject({ code: "database.disk-full" });
    expect(await rows()).toBe(10);
    await add(10);
    expect(await rows()).toBe(20);
  });

  test("that can only be read is a sentence at the first write", async () => {
    const { engine, add, rows } = await engineOf(join(small, "app.db"), folder);
    await add(10);
    await engine.close();
    remount("ro");
    await expect(add(1)).rejects.toMatchObject({ category: "unavailable" });
    remount("rw");
    expect(await rows()).toBe(10);
  });
});
