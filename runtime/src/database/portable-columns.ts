import type * as columns from "./sqlite/columns/index.ts";

/**
 * What tables are made of, for tables that are defined once for every engine. Its types are those of SQLite, since the columns
 * of both dialects have the same types in TypeScript.
 */
export type PortableColumns = typeof columns;
