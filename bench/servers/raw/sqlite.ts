import Sqlite from "better-sqlite3";
import { type Note, serve } from "./routes.ts";

// better-sqlite3 as its guide says, every statement prepared once.
const db = new Sqlite(process.env.RAW_FILE);
db.pragma("journal_mode = WAL");
db.pragma("synchronous = NORMAL");
db.exec("CREATE TABLE notes (id text PRIMARY KEY NOT NULL, title text NOT NULL, amount integer NOT NULL)");
const read = db.prepare<[string], Note>("SELECT id, title, amount FROM notes WHERE id = ?");
const add = db.prepare<[string, string, number], Note>(
  "INSERT INTO notes (id, title, amount) VALUES (?, ?, ?) RETURNING id, title, amount",
);

await serve({
  read: (id) => read.get(id),
  add({ id, title, amount }) {
    const added = add.get(id, title, amount);
    if (!added) throw new Error("nothing was inserted");
    return added;
  },
});
