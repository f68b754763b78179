import { id, table, text } from "#app/core/columns.ts";

export const notes = table("notes", { id: id(), body: text().notNull() });
