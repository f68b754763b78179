import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite", // aegis:database=sqlite
  // dialect: "postgresql", // aegis:database=postgres
  schema: "./app/services/tables.ts",
  out: "./migrations",
  casing: "snake_case",
  // The runtime creates and changes its own tables.
  tablesFilter: ["!aegis_*"],
});
