import { and, count, desc, eq, getTableColumns, gt, inArray, lt, ne, type SQL } from "drizzle-orm";
import { type Database, requireEngineTables, transaction } from "../../../database/index.ts";
import { ragTables } from "../engine-tables/index.ts";
import { createRagTables, type RagTables } from "../engine-tables/tables.ts";
import { readVectorPages, type VectorRow } from "./vector-pages.ts";

/** The application's database, with `ragTables` among its engine tables. */
export type RagDatabase = Pick<Database<object>, "portable" | "columns" | "engineTables" | "isConflict">;

/** A document without its text. */
export type DocumentRow = Omit<RagTables["documents"]["$inferSelect"], "text">;

/** A document with its text. */
type WholeDocumentRow = RagTables["documents"]["$inferSelect"];

/** A chunk as it is stored. */
type ChunkRow = RagTables["chunks"]["$inferSelect"];

/** A chunk without its vector, and the document that it is part of. */
export interface FoundChunk extends Pick<ChunkRow, "id" | "documentId" | "heading" | "text"> {
  readonly title: string;
  readonly source: string | null;
}

/** Keeps documents and their chunks. Whose they are is part of every call that reads. */
export interface RagStore {
  /** Adds a document and its chunks, in the place of the owner's document of the same source, all or nothing. */
  insert(document: WholeDocumentRow, chunks: readonly ChunkRow[]): Promise<void>;
  /** Documents of these owners, the newest first. @param before the id of the last one on the page before */
  list(owners: readonly string[], limit: number, before?: string): Promise<readonly DocumentRow[]>;
  read(owners: readonly string[], id: string): Promise<WholeDocumentRow | undefined>;
  /** @returns whether there was one */
  remove(owners: readonly string[], id: string): Promise<boolean>;
  /** The vectors of an owner's chunks for one model, page by page in the order of their ids. */
  vectors(owner: string, model: string): AsyncIterable<readonly VectorRow[]>;
  /** Chunks by their ids, in no order. Those of other owners are left out. */
  chunks(owners: readonly string[], ids: readonly string[]): Promise<readonly FoundChunk[]>;
  /** Counts chunks: those of the model and those of others. @param owners all of them unless given */
  count(
    model: string,
    owners?: readonly string[],
  ): Promise<{ readonly current: number; readonly stale: number }>;
  /** Chunks whose vectors are of another model, in the order of their ids. */
  listStale(model: string, after: string, limit: number): Promise<readonly FoundChunk[]>;
  /** Replaces vectors by those of another model. Chunks that were removed meanwhile stay removed. */
  replaceVectors(model: string, vectors: readonly VectorRow[]): Promise<void>;
}

/** Chunks that one statement inserts: SQLite and PostgreSQL limit the parameters of a statement. */
const CHUNKS_PER_STATEMENT = 200;

/** Creates the store of documents in a database. */
export function createRagStore(database: RagDatabase): RagStore {
  requireEngineTables(database, ragTables, "ragTables");
  const db = database.portable;
  const { documents, chunks } = createRagTables(database.columns);
  const { text: _text, ...summary } = getTableColumns(documents);
  const ofOwners = (owners: readonly string[]) => inArray(documents.owner, [...owners]);
  const selectChunks = (condition: SQL | undefined) =>
    db
      .select({
        id: chunks.id,
        documentId: chunks.documentId,
        heading: chunks.heading,
        text: chunks.text,
        title: documents.title,
        source: documents.source,
      })
      .from(chunks)
      .innerJoin(documents, eq(documents.id, chunks.documentId))
      .where(condition);

  return {
    insert: (document, rows) =>
      transaction(db, async (tx) => {
        if (document.source !== null) {
          const isSame = and(eq(documents.owner, document.owner), eq(documents.source, document.source));
          const replaced = await tx.delete(documents).where(isSame).returning({ id: documents.id });
          for (const { id } of replaced) await tx.delete(chunks).where(eq(chunks.documentId, id));
        }
        await tx.insert(documents).values(document);
        for (let from = 0; from < rows.length; from += CHUNKS_PER_STATEMENT)
          await tx.insert(chunks).values(rows.slice(from, from + CHUNKS_PER_STATEMENT));
      }),
    list: (owners, limit, before) =>
      db
        .select(summary)
        .from(documents)
        .where(and(ofOwners(owners), before === undefined ? undefined : lt(documents.id, before)))
        .orderBy(desc(documents.id))
        .limit(limit),
    async read(owners, id) {
      const [row] = await db
        .select()
        .from(documents)
        .where(and(eq(documents.id, id), ofOwners(owners)));
      return row;
    },
    remove: (owners, id) =>
      transaction(db, async (tx) => {
        const removed = await tx
          .delete(documents)
          .where(and(eq(documents.id, id), ofOwners(owners)))
          .returning({ id: documents.id });
        if (removed.length === 0) return false;
        await tx.delete(chunks).where(eq(chunks.documentId, id));
        return true;
      }),
    vectors: (owner, model) => readVectorPages(db, chunks, owner, model),
    chunks: (owners, ids) =>
      selectChunks(and(inArray(chunks.id, [...ids]), inArray(chunks.owner, [...owners]))),
    async count(model, owners) {
      const those = owners === undefined ? undefined : inArray(chunks.owner, [...owners]);
      const counted = await db
        .select({ model: chunks.model, total: count() })
        .from(chunks)
        .where(those)
        .groupBy(chunks.model);
      const sum = (rows: typeof counted) => rows.reduce((before, { total }) => before + Number(total), 0);
      const current = sum(counted.filter((row) => row.model === model));
      const stale = sum(counted) - current;
      return { current, stale };
    },
    listStale: (model, after, limit) =>
      selectChunks(and(ne(chunks.model, model), gt(chunks.id, after)))
        .orderBy(chunks.id)
        .limit(limit),
    replaceVectors: (model, vectors) =>
      transaction(db, async (tx) => {
        for (const { id, vector } of vectors)
          await tx.update(chunks).set({ model, vector }).where(eq(chunks.id, id));
      }),
  };
}
