import { type SQL, sql } from "drizzle-orm";
import { transaction } from "../../../database/index.ts";
import { MAX_SEARCHED_CHUNKS } from "../search/search-vectors.ts";
import { decodeVector } from "../vectors/vector-text.ts";
import type { BuiltIndex, IndexedVector, NearestQuery, VectorIndex } from "./index-types.ts";

/** The values of a row, in the order of the statement. */
type Row = readonly unknown[];

/** An index of pgvector searches past what the owners rule out since this version. */
const MIN_PGVECTOR_VERSION = [0, 8];

/** What the index type of pgvector for numbers of half precision can hold. */
const MAX_INDEX_DIMENSIONS = 4_000;

/** Rows that one statement adds. */
const ROWS_PER_STATEMENT = 200;

/** Candidates for each result: they are ranked exactly, so those that half precision confuses come into their order. */
const CANDIDATES_PER_RESULT = 10;
const MIN_CANDIDATES = 100;

/** Creates the index of a PostgreSQL database: a table beside the chunks, which a migration cannot create since not every server has pgvector. */
export function createPostgresIndex(db: object): VectorIndex {
  const hasIndex = async () => {
    const [row] = await query(db, sql`SELECT to_regclass('aegis_rag_vectors') IS NOT NULL`);
    return row?.[0] === true;
  };

  return {
    async build(model) {
      const problem = await prepareExtension(db);
      if (problem !== undefined) return { isAvailable: false, added: 0, message: problem };
      return await buildTable(db, model);
    },
    async findNearest(wanted) {
      if (!(await hasIndex())) return undefined;
      return await transaction(db, async (tx) => [
        ...(await findIndexed(tx, wanted)),
        ...(await findUnindexed(tx, wanted)),
      ]);
    },
  };
}

/** @returns why there can be no index, in one sentence */
async function prepareExtension(db: object): Promise<string | undefined> {
  const [available] = await query(db, sql`SELECT 1 FROM pg_available_extensions WHERE name = 'vector'`);
  if (available === undefined)
    return "This PostgreSQL server has no pgvector; searches compare every chunk. Install the extension on the server and run the command again.";
  try {
    await query(db, sql`CREATE EXTENSION IF NOT EXISTS vector`);
  } catch {
    return "The user of DATABASE_URL may not create the extension vector. Have an administrator run CREATE EXTENSION vector in this database.";
  }
  const [installed] = await query(db, sql`SELECT extversion FROM pg_extension WHERE extname = 'vector'`);
  const [major = 0, minor = 0] = String(installed?.[0]).split(".").map(Number);
  const [minMajor = 0, minMinor = 0] = MIN_PGVECTOR_VERSION;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return undefined;
  return `pgvector ${installed?.[0]} is too old. Update it to ${MIN_PGVECTOR_VERSION.join(".")} or later.`;
}

async function buildTable(db: object, model: string | undefined): Promise<BuiltIndex> {
  const [sample] = await query(
    db,
    sql`SELECT vector FROM aegis_rag_chunks WHERE model = ${model ?? ""} LIMIT 1`,
  );
  const dimensions = decodeVector(String(sample?.[0] ?? ""))?.length;
  if (model === undefined || dimensions === undefined)
    return { isAvailable: false, added: 0, message: "There is nothing to index yet. Add documents first." };
  if (dimensions > MAX_INDEX_DIMENSIONS)
    return {
      isAvailable: false,
      added: 0,
      message: `${model} has ${dimensions} dimensions; an index of pgvector holds ${MAX_INDEX_DIMENSIONS}. Searches compare every chunk.`,
    };
  await createTable(db, dimensions);
  await query(
    db,
    sql`DELETE FROM aegis_rag_vectors v WHERE NOT EXISTS (
      SELECT 1 FROM aegis_rag_chunks c WHERE c.id = v.chunk_id AND c.model = v.model)`,
  );
  const added = await fill(db, model, dimensions);
  await query(
    db,
    sql`CREATE INDEX IF NOT EXISTS aegis_rag_vectors_nearest ON aegis_rag_vectors USING hnsw (embedding halfvec_cosine_ops)`,
  );
  await query(
    db,
    sql`CREATE INDEX IF NOT EXISTS aegis_rag_vectors_owner ON aegis_rag_vectors (owner, model)`,
  );
  await query(db, sql`ANALYZE aegis_rag_vectors`);
  return {
    isAvailable: true,
    added,
    message: `The index of ${model} is up to date; ${added} chunks were added.`,
  };
}

/** A column has one number of dimensions, so a model with another one begins anew. */
async function createTable(db: object, dimensions: number): Promise<void> {
  const [column] = await query(
    db,
    sql`SELECT atttypmod FROM pg_attribute WHERE attrelid = to_regclass('aegis_rag_vectors') AND attname = 'embedding'`,
  );
  if (column !== undefined && column[0] !== dimensions) await query(db, sql`DROP TABLE aegis_rag_vectors`);
  await query(
    db,
    sql`CREATE TABLE IF NOT EXISTS aegis_rag_vectors (
      chunk_id text PRIMARY KEY,
      owner text NOT NULL,
      model text NOT NULL,
      embedding halfvec(${sql.raw(String(dimensions))}) NOT NULL)`,
  );
}

/** Adds the chunks that are not in the index. @returns how many */
async function fill(db: object, model: string, dimensions: number): Promise<number> {
  let added = 0;
  let after = "";
  for (;;) {
    const rows = await query(
      db,
      sql`SELECT c.id, c.owner, c.vector FROM aegis_rag_chunks c
        WHERE c.model = ${model} AND c.id > ${after} AND ${isUnindexed}
        ORDER BY c.id LIMIT ${ROWS_PER_STATEMENT}`,
    );
    const last = rows.at(-1);
    if (last === undefined) return added;
    const values = rows.flatMap(([id, owner, vector]) => {
      const numbers = decodeVector(String(vector));
      return numbers?.length === dimensions
        ? [sql`(${id}, ${owner}, ${model}, ${formatVector(numbers)}::halfvec)`]
        : [];
    });
    if (values.length > 0)
      await query(
        db,
        sql`INSERT INTO aegis_rag_vectors (chunk_id, owner, model, embedding) VALUES ${sql.join(values, sql`, `)}
          ON CONFLICT (chunk_id) DO NOTHING`,
      );
    added += values.length;
    after = String(last[0]);
  }
}

async function findIndexed(
  tx: object,
  { owners, model, vector, limit }: NearestQuery,
): Promise<readonly IndexedVector[]> {
  const candidates = Math.max(limit * CANDIDATES_PER_RESULT, MIN_CANDIDATES);
  // Else a search would end before it has met enough chunks of these owners.
  await query(tx, sql`SET LOCAL hnsw.iterative_scan = strict_order`);
  await query(tx, sql`SET LOCAL hnsw.ef_search = ${sql.raw(String(Math.min(candidates * 2, 1_000)))}`);
  const rows = await query(
    tx,
    sql`SELECT c.id, c.vector FROM (
        SELECT chunk_id, model FROM aegis_rag_vectors
        WHERE owner IN ${listOf(owners)} AND model = ${model}
        ORDER BY embedding <=> ${formatVector(vector)}::halfvec LIMIT ${candidates}) v
      JOIN aegis_rag_chunks c ON c.id = v.chunk_id AND c.model = v.model`,
  );
  return rows.map(toIndexedVector);
}

async function findUnindexed(tx: object, { owners, model }: NearestQuery): Promise<readonly IndexedVector[]> {
  const rows = await query(
    tx,
    sql`SELECT c.id, c.vector FROM aegis_rag_chunks c
      WHERE c.owner IN ${listOf(owners)} AND c.model = ${model} AND ${isUnindexed}
      LIMIT ${MAX_SEARCHED_CHUNKS}`,
  );
  return rows.map(toIndexedVector);
}

const isUnindexed = sql`NOT EXISTS (
  SELECT 1 FROM aegis_rag_vectors v WHERE v.chunk_id = c.id AND v.model = c.model)`;

const listOf = (texts: readonly string[]): SQL =>
  sql`(${sql.join(
    texts.map((text) => sql`${text}`),
    sql`, `,
  )})`;

const formatVector = (vector: Float32Array): string => `[${vector.join(",")}]`;

const toIndexedVector = ([id, vector]: Row): IndexedVector => ({ id: String(id), vector: String(vector) });

/** The databases of PostgreSQL run any statement; those that are portable do not. */
async function query(db: object, statement: SQL): Promise<readonly Row[]> {
  const execute: unknown = Reflect.get(db, "execute");
  if (typeof execute !== "function") throw new TypeError("The database runs no statements of its own");
  const rows: readonly Row[] = await Reflect.apply(execute, db, [statement]);
  return rows;
}
