/**
 * Every table of the application, a line for each service that has some. Migrations are generated from here.
 * Loaded by drizzle-kit too, so a file of tables imports nothing but columns and other tables.
 */
export * from "./auth/organisations/tables.ts"; // aegis:auth=org
// #region aegis:auth
export * from "./auth/tables.ts";
// #else
// export {};
// #endregion
