import { setTimeout as delay } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import type { DatabaseEngine } from "../engine.ts";
import { transaction } from "../transaction/transaction.ts";
import type { Trial } from "./trial.fixture.ts";

/** What a transaction means, whatever the engine. */
export function transactions<Db extends object>(trial: Trial<Db>): void {
  const { add, labels } = trial;
  let engine: DatabaseEngine<Db>;
  let db: Db;
  beforeEach(async () => {
    engine = await trial.open();
    db = engine.db;
  });

  test("what a transaction writes is there when it is over, and what it returns comes back", async () => {
    const result = await transaction(db, async (tx) => {
      await add(tx, "a");
      expect(await labels(tx)).toEqual(["a"]);
      return "done";
    });
    expect(result).toBe("done");
    expect(await labels(db)).toEqual(["a"]);
  });

  test("nobody else sees it before", async () => {
    await transaction(db, async (tx) => {
      await add(tx, "a");
      expect((await engine.tables(10)).find((table) => table.name === "notes")?.rows).toBe(0);
    });
  });

  test("an error undoes it and comes out as it was", async () => {
    const thrown = new Error("no");
    const failing = transaction(db, async (tx) => {
      await add(tx, "a");
      throw thrown;
    });
    await expect(failing).rejects.toBe(thrown);
    expect(await labels(db)).toEqual([]);
    await add(db, "b");
    expect(await labels(db)).toEqual(["b"]);
  });

  test("one within another can be undone by itself", async () => {
    await transaction(db, async (tx) => {
      await add(tx, "outer");
      await transaction(tx, async (inner) => add(inner, "kept"));
      await expect(
        transaction(tx, async (inner) => {
          await add(inner, "undone");
          await transaction(inner, async (innermost) => add(innermost, "undone with it"));
          throw new Error("no");
        }),
      ).rejects.toThrow("no");
    });
    expect(await labels(db)).toEqual(["kept", "outer"]);
  });

  test("a statement that failed within one of its own leaves the rest as it was", async () => {
    await transaction(db, async (tx) => {
      await add(tx, "a");
      const twice = transaction(tx, (inner) => add(inner, "a"));
      const error: unknown = await twice.catch((thrown: unknown) => thrown);
      expect(engine.isConflict(error)).toBe(true);
      await add(tx, "b");
    });
    expect(await labels(db)).toEqual(["a", "b"]);
  });

  test("the error of a query does not hold what was to be written", async () => {
    await add(db, "a secret");
    const error: unknown = await add(db, "a secret").catch((thrown: unknown) => thrown);
    expect(engine.isConflict(error)).toBe(true);
    expect(error instanceof Error ? `${error.message}${error.stack}` : "").not.toContain("a secret");
  });

  test("those begun side by side within one another wait for each other", async () => {
    await transaction(db, async (tx) => {
      await Promise.allSettled([
        transaction(tx, async (inner) => {
          await add(inner, "undone");
          await delay(5);
          throw new Error("no");
        }),
        transaction(tx, async (inner) => add(inner, "kept")),
      ]);
    });
    expect(await labels(db)).toEqual(["kept"]);
  });

  test("many at once all come through, and none overwrites another", async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        transaction(db, async (tx) => {
          await add(tx, `${index}`);
          await Promise.resolve();
        }),
      ),
    );
    expect(await labels(db)).toHaveLength(50);
  });

  test("a write beside an open transaction waits for nothing longer than that", async () => {
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const open = transaction(db, async (tx) => {
      await add(tx, "a");
      begun.resolve();
      await go.promise;
    });
    await begun.promise;
    const beside = add(db, "b");
    expect(await labels(db)).not.toContain("a");
    go.resolve();
    await Promise.all([open, beside]);
    expect(await labels(db)).toEqual(["a", "b"]);
  });

  test("to use the database itself inside of a transaction is an error, not a deadlock", async () => {
    const code = "database.bypassed-transaction";
    await expect(transaction(db, () => add(db, "a"))).rejects.toMatchObject({ code });
    await expect(transaction(db, () => labels(db))).rejects.toMatchObject({ code });
    const within = transaction(db, () => transaction(db, async () => {}));
    await expect(within).rejects.toMatchObject({ code });
    expect(await labels(db)).toEqual([]);
  });

  test("another database may be used inside", async () => {
    const other = await trial.open();
    await transaction(db, async () => add(other.db, "a"));
    expect(await labels(other.db)).toEqual(["a"]);
  });

  test("a tx is of no use after its end", async () => {
    const kept: Db[] = [];
    await transaction(db, async (tx) => void kept.push(tx));
    const use = async () => add(kept[0] ?? db, "a");
    await expect(use()).rejects.toMatchObject({ code: "database.transaction-over" });
    expect(await labels(db)).toEqual([]);
  });
}
