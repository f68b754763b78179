/**
 * What tables are made of. A table is written once and means the same whatever engine is behind it.
 * Loaded by drizzle-kit too, so nothing here may read settings.
 */
// #region aegis:database=sqlite
export * from "@aegis-stack/runtime/database/sqlite/columns";
// #else
// export * from "@aegis-stack/runtime/database/postgres/columns";
// #endregion
