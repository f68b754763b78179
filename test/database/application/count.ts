import { transaction } from "@aegis-stack/runtime/database";
import { asc, eq, sql } from "drizzle-orm";
import { database, db } from "#app/core/database.ts";
import { counters } from "#app/services/counters/tables.ts";

// A program of the application's owner. Without a word it tells both counters; with a number it adds one to each, in a
// transaction, so many times.
const NAMES = ["one", "other"];
const [, , times] = process.argv;

if (times === undefined) {
  const rows = await db.select().from(counters).orderBy(asc(counters.name));
  process.stdout.write(JSON.stringify(rows.map(({ value }) => value)));
} else {
  for (let done = 0; done < Number(times); done++) {
    await transaction(db, async (tx) => {
      for (const name of NAMES) {
        await tx.insert(counters).values({ name, value: 0 }).onConflictDoNothing();
        await tx
          .update(counters)
          .set({ value: sql`${counters.value} + 1` })
          .where(eq(counters.name, name));
      }
    });
    if (done === 0) process.stdout.write("writing\n");
  }
}
await database.close();
