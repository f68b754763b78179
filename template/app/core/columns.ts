/**
 * What tables are made of. A table is written once and means the same whatever engine is behind it.
 * Loaded by drizzle-kit too, so nothing here may read settings.
 */
export * from "@aegis-stack/runtime/database/sqlite/columns"; // aegis:database=sqlite
// export * from "@aegis-stack/runtime/database/postgres/columns"; // aegis:database=postgres
