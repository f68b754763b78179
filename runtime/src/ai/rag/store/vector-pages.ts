import { and, eq, gt } from "drizzle-orm";
import type { PortableDb } from "../../../database/index.ts";
import type { RagTables } from "../engine-tables/tables.ts";

/** A chunk and its vector, as `encodeVector` wrote it. */
export interface VectorRow {
  readonly id: string;
  readonly vector: string;
}

/** A page is compared at once, and other requests are served between two pages. */
const VECTORS_PER_PAGE = 500;

/** Reads the vectors of an owner's chunks for one model, page by page in the order of their ids. */
export async function* readVectorPages(
  db: PortableDb,
  chunks: RagTables["chunks"],
  owner: string,
  model: string,
): AsyncGenerator<readonly VectorRow[]> {
  let after = "";
  for (;;) {
    const rows: readonly VectorRow[] = await db
      .select({ id: chunks.id, vector: chunks.vector })
      .from(chunks)
      .where(and(eq(chunks.owner, owner), eq(chunks.model, model), gt(chunks.id, after)))
      .orderBy(chunks.id)
      .limit(VECTORS_PER_PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < VECTORS_PER_PAGE) return;
    after = last.id;
  }
}
