/**
 * What tables are made of. A table is written once and means the same whatever engine is behind it.
 * Loaded by drizzle-kit too, so nothing here may read settings.
 */
export * from "./sqlite/columns.ts"; // aegis:database=sqlite
// export * from "./postgres/columns.ts"; // aegis:database=postgres
