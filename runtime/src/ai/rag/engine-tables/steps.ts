import type { EngineTables } from "../../../database/engine-tables/index.ts";

/** The tables of documents that models search. List them in `engineTables` of the application's database. */
export const ragTables: EngineTables = {
  capability: "rag",
  steps: [
    ({ timestamp, integer }) => `
      CREATE TABLE aegis_rag_documents (
        id text PRIMARY KEY,
        owner text NOT NULL,
        title text NOT NULL,
        source text,
        media_type text NOT NULL,
        created_at ${timestamp} NOT NULL,
        characters ${integer} NOT NULL,
        chunks ${integer} NOT NULL,
        text text NOT NULL
      );
      CREATE UNIQUE INDEX aegis_rag_documents_source ON aegis_rag_documents (owner, source);
      CREATE TABLE aegis_rag_chunks (
        id text PRIMARY KEY,
        document_id text NOT NULL,
        owner text NOT NULL,
        model text NOT NULL,
        position ${integer} NOT NULL,
        vector text NOT NULL,
        heading text NOT NULL,
        text text NOT NULL
      );
      CREATE INDEX aegis_rag_chunks_search ON aegis_rag_chunks (owner, model, id);
      CREATE INDEX aegis_rag_chunks_document ON aegis_rag_chunks (document_id);`,
  ],
};
