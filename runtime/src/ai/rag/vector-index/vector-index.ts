import type { Database } from "../../../database/index.ts";
import type { VectorIndex } from "./index-types.ts";
import { createPostgresIndex } from "./postgres-index.ts";

/** What an index is built in. */
export type IndexDatabase = Pick<Database<object>, "dialect" | "db">;

/** Creates the index of a database. On SQLite there is none. */
export const createVectorIndex = ({ dialect, db }: IndexDatabase): VectorIndex =>
  dialect === "postgres" ? createPostgresIndex(db) : NO_INDEX;

const NO_INDEX: VectorIndex = {
  build: async () => ({
    isAvailable: false,
    added: 0,
    message:
      "SQLite has no index of vectors; searches compare every chunk. PostgreSQL with pgvector has one.",
  }),
  findNearest: async () => undefined,
};
