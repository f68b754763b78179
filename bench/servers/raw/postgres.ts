import pg from "pg";
import { type Note, serve } from "./routes.ts";

// pg as its guide says: a pool, and parameters.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query("DROP TABLE IF EXISTS raw_notes");
await pool.query(
  "CREATE TABLE raw_notes (id text PRIMARY KEY, title text NOT NULL, amount integer NOT NULL)",
);

await serve({
  async read(id) {
    const { rows } = await pool.query<Note>("SELECT id, title, amount FROM raw_notes WHERE id = $1", [id]);
    return rows[0];
  },
  async add({ id, title, amount }) {
    const text = "INSERT INTO raw_notes (id, title, amount) VALUES ($1, $2, $3) RETURNING id, title, amount";
    const { rows } = await pool.query<Note>(text, [id, title, amount]);
    const [added] = rows;
    if (!added) throw new Error("nothing was inserted");
    return added;
  },
});
