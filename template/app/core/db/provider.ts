/** What Drizzle's own adapters call the engine. */
export const PROVIDER = "sqlite"; // aegis:database=sqlite
// export const PROVIDER = "pg"; // aegis:database=postgres
