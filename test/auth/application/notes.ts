import { asc } from "drizzle-orm";
import { database, db } from "#app/core/database.ts";
import { notes } from "./tables.ts";

// A program of the application's owner: it keeps every word that it is given as a note, and tells all notes there are.
const [, , ...bodies] = process.argv;
for (const body of bodies) await db.insert(notes).values({ body });
const kept = await db.select().from(notes).orderBy(asc(notes.body));
process.stdout.write(JSON.stringify(kept.map(({ body }) => body)));
await database.close();
