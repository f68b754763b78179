import { integer, table, text } from "#app/core/columns.ts";

export const counters = table("counters", { name: text().primaryKey(), value: integer().notNull() });
