import { beforeEach, expect, test } from "vitest";
import { afterCommit, transaction } from "../transaction/transaction.ts";
import type { Trial } from "./trial.fixture.ts";

/** When work that was left for after a commit runs, and when it does not. */
export function workAfterCommits<Db extends object>(trial: Trial<Db>): void {
  const { add, labels } = trial;
  let db: Db;
  beforeEach(async () => {
    ({ db } = await trial.open());
  });

  test("runs once the data is there for others, in order, before the transaction resolves", async () => {
    const events: unknown[] = [];
    await transaction(db, async (tx) => {
      await add(tx, "a");
      afterCommit(tx, async () => void events.push(await labels(db)));
      await transaction(tx, async (inner) => afterCommit(inner, () => events.push("inner")));
      afterCommit(tx, () => events.push("last"));
      events.push("end of work");
    });
    expect(events).toEqual(["end of work", ["a"], "inner", "last"]);
  });

  test("never runs when the transaction is undone", async () => {
    const events: string[] = [];
    const failing = transaction(db, async (tx) => {
      afterCommit(tx, () => events.push("outer"));
      await transaction(tx, async (inner) => afterCommit(inner, () => events.push("inner")));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(events).toEqual([]);
  });

  test("goes with the part that was undone, and only with it", async () => {
    const events: string[] = [];
    await transaction(db, async (tx) => {
      afterCommit(tx, () => events.push("outer"));
      const undone = transaction(tx, async (inner) => {
        afterCommit(inner, () => events.push("inner"));
        throw new Error("no");
      });
      await undone.catch(() => {});
    });
    expect(events).toEqual(["outer"]);
  });

  test("cannot undo anything by failing", async () => {
    const events: string[] = [];
    await transaction(db, async (tx) => {
      await add(tx, "a");
      afterCommit(tx, () => {
        throw new Error("no");
      });
      afterCommit(tx, () => events.push("next"));
    });
    expect(events).toEqual(["next"]);
    expect(await labels(db)).toEqual(["a"]);
  });

  test("runs at once where there is no transaction", () => {
    const events: string[] = [];
    afterCommit(db, () => events.push("ran"));
    expect(events).toEqual(["ran"]);
  });
}
