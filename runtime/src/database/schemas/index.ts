/**
 * zod schemas derived from tables: of a row as it is read, as it is inserted, and as it is changed. The second
 * argument refines columns: `createInsertSchema(notes, { label: (label) => label.max(100) })`.
 */
export { createInsertSchema, createSelectSchema, createUpdateSchema } from "drizzle-zod";
