import { transaction } from "@aegis-stack/runtime/database";
import { createEnqueuer, createMemoryQueueEngine, defineTask } from "@aegis-stack/runtime/queue";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { freshDatabase } from "#app/core/database.fixture.ts";

const greet = defineTask({ name: "greet", queue: "test", payload: z.object({ name: z.string().min(1) }) });

describe("inside of a transaction", () => {
  test("a task is enqueued after the commit, and not at all after a rollback", async () => {
    const engine = createMemoryQueueEngine();
    const database = await freshDatabase();
    const { db } = database;
    const { enqueue } = createEnqueuer(engine, database);
    const waiting = async () => (await engine.counts("test")).waiting;
    await transaction(db, async () => {
      expect(await enqueue(greet, { name: "Ada" })).toMatchObject({ outcome: "after-commit" });
      expect(await waiting()).toBe(0);
    });
    expect(await waiting()).toBe(1);
    await expect(
      transaction(db, async () => {
        await enqueue(greet, { name: "Ada" });
        throw new Error("undone");
      }),
    ).rejects.toThrow("undone");
    expect(await waiting()).toBe(1);
  });

  test("a queue that does not answer undoes the transaction, rather than lose the task afterwards", async () => {
    const engine = createMemoryQueueEngine();
    vi.spyOn(engine, "ping").mockRejectedValue(new Error("away"));
    const database = await freshDatabase();
    const { enqueue } = createEnqueuer(engine, database);
    await expect(transaction(database.db, () => enqueue(greet, { name: "Ada" }))).rejects.toThrow("away");
  });
});
