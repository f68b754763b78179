import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";

// Makes the files of a new database. In a process of its own, since what this takes in memory is not given back: the
// process that holds the database afterwards would keep twice of what it needs.
const [folder = ""] = process.argv.slice(2);
const database = await PGlite.create({ dataDir: join(folder, "pgdata") });
await database.close();
