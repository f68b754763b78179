import type { PortableDb } from "../../database/index.ts";
import type { AiEngineTables } from "../engine-tables/tables.ts";

/** What the queries of a store work with. */
export interface StoreContext {
  readonly db: PortableDb;
  readonly tables: AiEngineTables;
}

/** Rows that one statement deletes, so that neither database keeps others waiting for long. */
export const DELETED_ROWS_PER_STATEMENT = 1_000;

/** Repeats a statement that deletes at most `DELETED_ROWS_PER_STATEMENT` rows until it finds fewer. @returns how many in all */
export async function deleteInBatches(deleteBatch: () => Promise<readonly unknown[]>): Promise<number> {
  let total = 0;
  for (;;) {
    const { length } = await deleteBatch();
    total += length;
    if (length < DELETED_ROWS_PER_STATEMENT) return total;
  }
}

/** A text as both databases store it: PostgreSQL has no NUL, and neither has half of a surrogate pair. */
export const toStorableText = (text: string): string => text.toWellFormed().replaceAll("\0", "\ufffd");
