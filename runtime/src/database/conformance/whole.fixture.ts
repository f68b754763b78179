import { beforeEach, describe, expect, test } from "vitest";
import type { DatabaseEngine } from "../engine.ts";
import { migrate } from "../migrations/migrate.ts";
import { planMigrations } from "../migrations/plan.ts";
import { later, NOTES, type Trial } from "./trial.fixture.ts";

/** What is done with a database as a whole: migrations, facts, backups. */
export function theWhole<Db extends object>(trial: Trial<Db>): void {
  const { add, labels } = trial;
  let engine: DatabaseEngine<Db>;
  let db: Db;
  beforeEach(async () => {
    engine = await trial.open();
    db = engine.db;
  });

  describe("migrations", () => {
    const more = later(
      "0001_more",
      2,
      "CREATE TABLE more (id text)",
      "INSERT INTO notes VALUES ('1', 'moved')",
    );

    test("are applied once, in order, and remembered", async () => {
      const applied = await migrate(engine.migrations, [NOTES, more]);
      expect(applied).toEqual(["0001_more"]);
      expect(await migrate(engine.migrations, [NOTES, more])).toEqual([]);
      expect(await engine.migrations.applied()).toEqual([
        { hash: "notes", generatedAt: 1 },
        { hash: "0001_more", generatedAt: 2 },
      ]);
      expect(await labels(db)).toEqual(["moved"]);
    });

    test("one that fails half-way undoes all that came with it, and is named", async () => {
      const broken = later("0002_broken", 3, "CREATE TABLE half (id text)", "INSERT INTO nowhere VALUES (1)");
      const failing = migrate(engine.migrations, [NOTES, more, broken]);
      await expect(failing).rejects.toMatchObject({
        code: "migrations.failed",
        message: expect.stringContaining("0002_broken"),
        hint: expect.stringContaining("statement 2 of 2"),
      });
      expect((await engine.tables(1)).map((table) => table.name)).toEqual(["notes"]);
      expect(await engine.migrations.applied()).toHaveLength(1);
    });

    test("one that was edited after it was applied stops those that follow", async () => {
      const edited = { ...NOTES, hash: "edited" };
      await expect(migrate(engine.migrations, [edited, more])).rejects.toMatchObject({
        code: "migrations.changed",
        details: ["0000_notes"],
      });
      expect(await migrate(engine.migrations, [edited])).toEqual([]);
    });

    test("where the folder was begun anew, what to do is said, and does it", async () => {
      await add(db, "a");
      const again = { ...NOTES, name: "0000_again", hash: "again", generatedAt: 9 };
      await expect(migrate(engine.migrations, [again])).rejects.toMatchObject({
        code: "migrations.unknown",
        message: expect.stringMatching(/0000_again failed.*already exists.*remembers 1 that is not/),
        hint: expect.stringContaining("db reset"),
      });
      expect(await labels(db)).toEqual(["a"]);
      await engine.empty();
      expect(await migrate(engine.migrations, [again])).toEqual(["0000_again"]);
      expect(await labels(db)).toEqual([]);
    });

    test("one that came in late from another branch is applied too", async () => {
      await migrate(engine.migrations, [NOTES, later("0002_mine", 3, "CREATE TABLE mine (id text)")]);
      const theirs = later("0001_theirs", 2, "CREATE TABLE theirs (id text)");
      const applied = await migrate(engine.migrations, [NOTES, theirs]);
      expect(applied).toEqual(["0001_theirs"]);
    });

    test("one merged late into a database with rows is pending until it is applied, and the rows stay", async () => {
      await add(db, "a");
      const mine = later("0002_mine", 3, "CREATE TABLE mine (id text)");
      await migrate(engine.migrations, [NOTES, mine]);
      const theirs = later("0001_theirs", 2, "ALTER TABLE notes ADD COLUMN rank integer NOT NULL DEFAULT 7");
      const files = [NOTES, theirs, mine];
      const listPending = async () => planMigrations(files, await engine.migrations.applied()).pending;
      expect(await listPending()).toEqual([theirs]);
      await migrate(engine.migrations, files);
      expect(await listPending()).toEqual([]);
      await add(db, "b");
      expect(await labels(db)).toEqual(["a", "b"]);
    });

    test("of many at once one applies and the others find it done", async () => {
      const rounds = Array.from({ length: 5 }, () => migrate(engine.migrations, [NOTES, more]));
      const applied = (await Promise.all(rounds)).map((migrations) => migrations.length);
      expect(applied.toSorted()).toEqual([0, 0, 0, 0, 1]);
    });
  });

  describe("facts", () => {
    test("tells what it is, where, and how large", async () => {
      const facts = await engine.facts();
      expect(facts.engine).toMatch(/^\w+ \d+\.\d+/);
      expect(facts.size).toBeGreaterThan(1_000);
      expect(facts.latency).toBeGreaterThan(0);
    });

    test("counts rows as far as it was told to", async () => {
      for (const label of ["a", "b", "c"]) await add(db, label);
      expect(await engine.tables(3)).toEqual([{ name: "notes", rows: 3, more: false }]);
      expect(await engine.tables(2)).toEqual([{ name: "notes", rows: 2, more: true }]);
    });

    test("can be emptied and migrated again", async () => {
      await add(db, "a");
      await engine.empty();
      expect(await engine.tables(1)).toEqual([]);
      expect(await engine.migrations.applied()).toEqual([]);
      await migrate(engine.migrations, [NOTES]);
      expect(await labels(db)).toEqual([]);
    });

    test("connects again after it was closed", async () => {
      await add(db, "a");
      await engine.close();
      expect(await labels(db)).toEqual(["a"]);
    });
  });

  describe("backups", () => {
    test("bring back what was there, and keep what they replace", async () => {
      await add(db, "a");
      const backup = await engine.backups.take();
      await add(db, "b");
      await engine.close();
      const saved = await engine.backups.restore(backup.path, [NOTES]);
      expect(await labels(db)).toEqual(["a"]);
      await engine.close();
      await engine.backups.restore(saved ?? "", [NOTES]);
      expect(await labels(db)).toEqual(["a", "b"]);
    });

    test("are listed newest first, and only as many are kept as was said", async () => {
      const taken = [];
      for (let count = 0; count < 4; count++) taken.push(await engine.backups.take());
      const list = await engine.backups.list();
      expect(list.map((backup) => backup.name)).toEqual(
        taken
          .slice(1)
          .map((backup) => backup.name)
          .toReversed(),
      );
      expect(list.every((backup) => backup.size > 0)).toBe(true);
    });

    test("of another application are refused, and nothing changes", async () => {
      await add(db, "a");
      const { path } = await engine.backups.take();
      for (const migrations of [[later("0000_other", 7)], []]) {
        const restoring = engine.backups.restore(path, migrations);
        await expect(restoring).rejects.toMatchObject({ code: "backup.foreign" });
      }
      expect(await engine.backups.list()).toHaveLength(1);
      expect(await labels(db)).toEqual(["a"]);
    });

    test("that are not there are a sentence", async () => {
      await expect(engine.backups.restore("/nowhere/at.all", [NOTES])).rejects.toMatchObject({
        code: "backup.missing",
      });
    });
  });
}
