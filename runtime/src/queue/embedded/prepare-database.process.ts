import { join } from "node:path";
import { loadPGlite } from "./load-pglite.ts";

// Creates the files of a new database, in a process of its own: it does not release the memory that this takes, so the
// process that holds the database afterwards would use twice of what it needs.
const [pgliteUrl = "", folder = ""] = process.argv.slice(2);
const PGlite = await loadPGlite(pgliteUrl);
const database = await PGlite.create({ dataDir: join(folder, "pgdata") });
await database.close();
