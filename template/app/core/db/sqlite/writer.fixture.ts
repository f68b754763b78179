import { eq } from "drizzle-orm";
import { transaction } from "../transaction/transaction.ts";
import { integer, table, text } from "./columns.ts";
import { createEngine } from "./engine.ts";

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

/** The file of a database with two counters that are always equal. */
export function countersIn(url: string, backups: string) {
  const settings = { DATABASE_URL: url, BACKUPS_KEPT: 3 };
  return { engine: createEngine({ settings, backups }), migrations: [COUNTERS], counters };
}

/** Reads both counters and adds one to each, in a transaction, so many times. */
async function count(url: string, times: number): Promise<void> {
  const { engine } = countersIn(url, "");
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

// Run as a process of its own: the file, and how often.
const [, script, url, times] = process.argv;
if (script === import.meta.filename && url !== undefined) await count(url, Number(times));
