import { eq } from "drizzle-orm";
import { transaction } from "../transaction/transaction.ts";
import { integer, table, text } from "./columns/index.ts";
import { createTestEngine } from "./engine.fixture.ts";

const counters = table("counters", { name: text().primaryKey(), value: integer().notNull() });

const COUNTERS = {
  name: "0000_counters",
  statements: [
    "CREATE TABLE counters (name text PRIMARY KEY NOT NULL, value integer NOT NULL)",
    "INSERT INTO counters VALUES ('one', 0), ('other', 0)",
  ],
  hash: "counters",
  generatedAt: 1,
};

/** A database in a file with two counters that are always equal. */
export function countersIn(file: string, backups: string) {
  return { engine: createTestEngine(file, backups, 3), migrations: [COUNTERS], counters };
}

/** Reads both counters and adds one to each, in a transaction, so many times. */
async function count(file: string, times: number): Promise<void> {
  const { engine } = countersIn(file, "");
  for (let done = 0; done < times; done++) {
    await transaction(engine.db, async (tx) => {
      for (const name of ["one", "other"]) {
        const [row] = await tx.select().from(counters).where(eq(counters.name, name));
        await tx
          .update(counters)
          .set({ value: (row?.value ?? 0) + 1 })
          .where(eq(counters.name, name));
      }
    });
    if (done === 0) process.stdout.write("writing\n");
  }
  await engine.close();
}

// Run as a process of its own: the file, and how many times.
const [, script, file, times] = process.argv;
if (script === import.meta.filename && file !== undefined) await count(file, Number(times));
