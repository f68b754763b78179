import { integer, table, text } from "#app/core/columns.ts";

export const notes = table("notes", {
  id: text().primaryKey(),
  title: text().notNull(),
  amount: integer().notNull(),
});
