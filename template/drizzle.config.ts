import { defineConfig } from "drizzle-kit";

export default defineConfig({
  // #region aegis:database=sqlite
  dialect: "sqlite",
  // #else
  // dialect: "postgresql",
  // #endregion
  schema: "./app/services/tables.ts",
  out: "./migrations",
  casing: "snake_case",
  // The runtime creates and changes its own tables.
  tablesFilter: ["!aegis_*"],
});
