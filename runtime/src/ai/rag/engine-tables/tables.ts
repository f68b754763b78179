import type { PortableColumns } from "../../../database/index.ts";

/** The tables of documents, for queries. Their columns are those that the steps of `ragTables` create. */
export const createRagTables = ({
  id,
  index,
  integer,
  table,
  text,
  timestamp,
  uniqueIndex,
}: PortableColumns) => ({
  documents: table(
    "aegis_rag_documents",
    {
      id: id(),
      /** Whose it is: "user:1", "organisation:1", "public". */
      owner: text().notNull(),
      title: text().notNull(),
      /** Where it came from: an address or the name of a file. An owner has one document of a source. */
      source: text(),
      mediaType: text({ enum: ["text/plain", "text/markdown", "text/html"] }).notNull(),
      createdAt: timestamp().notNull(),
      characters: integer().notNull(),
      chunks: integer().notNull(),
      /** As it was read: HTML as Markdown. */
      text: text().notNull(),
    },
    (documents) => [uniqueIndex("aegis_rag_documents_source").on(documents.owner, documents.source)],
  ),
  /** The vector stands before the text, so that a search, which reads every vector, does not read the texts on the way. */
  chunks: table(
    "aegis_rag_chunks",
    {
      id: id(),
      documentId: text().notNull(),
      /** That of the document, so that a search reads one table. */
      owner: text().notNull(),
      /** The embedding model, with its provider. Vectors of two models cannot be compared. */
      model: text().notNull(),
      /** Where it stands in the document, from 0. */
      position: integer().notNull(),
      /** As `encodeVector` writes it. */
      vector: text().notNull(),
      /** The headings that it stands below: "Orders > Returns". */
      heading: text().notNull(),
      text: text().notNull(),
    },
    (chunks) => [
      index("aegis_rag_chunks_search").on(chunks.owner, chunks.model, chunks.id),
      index("aegis_rag_chunks_document").on(chunks.documentId),
    ],
  ),
});

/** The tables of documents, as the queries know them. */
export type RagTables = ReturnType<typeof createRagTables>;
