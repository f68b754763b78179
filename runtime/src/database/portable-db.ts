import type { SqliteRemoteDatabase } from "drizzle-orm/sqlite-proxy";

/**
 * A database for code that is written once for every engine: the queries that all dialects of Drizzle have in common. Its
 * types are those of SQLite, since the columns of both dialects have the same types in TypeScript.
 */
export interface PortableDb
  extends Pick<
    SqliteRemoteDatabase,
    "select" | "selectDistinct" | "insert" | "update" | "delete" | "$count" | "with" | "$with"
  > {}
